import { checkCharacter } from '../../server/contract/identity-number.ts'
import { fictionalDivision, fictionalMobilePrefix } from '../city/people/identity.ts'
import { at, createRandom, type Random } from '../city/random.ts'
import { type Incident, incidents, type Scene } from './incidents.ts'
import type { Home, Member, RegisteredHousehold } from './read-households.ts'
import { type RosterRow, toRow } from './roster-row.ts'

export interface RosterSource {
  households: AsyncIterable<RegisteredHousehold>
  emptyHomes: Home[]
  seed: number
}

/** Of a hundred households so many have somebody whom the registry does not know yet. */
const CHILDREN_PER_HUNDRED = 35

/**
 * The rows of a roster, with the errors of real life: at most one incident befalls a household, so
 * that it is known what an import has to say of each row.
 */
export async function* makeRows({
  households,
  emptyHomes,
  seed,
}: RosterSource): AsyncGenerator<RosterRow> {
  const random = createRandom(`roster ${seed}`)
  const homes = [...emptyHomes]
  const nextChild = createChildren(random)
  let phones = 0
  const nextPhone = () => `${fictionalMobilePrefix}${String(99_999_999 - phones++)}`
  let stranger: Member | undefined
  for await (const household of households) {
    const rows = household.members.map((member) => toRow(household, member, random))
    const scene: Scene = { random, household, emptyHomes: homes, stranger, nextPhone, nextChild }
    const incident = household.isShared ? undefined : chooseIncident(random)
    const told = incident?.(rows, scene)
    yield* told ?? addChild(rows, scene)
    // Of whom no row of this roster tells otherwise.
    if (!told && !household.isShared) stranger = household.members.at(-1)
  }
}

function chooseIncident(random: Random): Incident | undefined {
  let drawn = random.int(0, 999)
  for (const [perThousand, incident] of incidents) {
    if (drawn < perThousand) return incident
    drawn -= perThousand
  }
  return undefined
}

function addChild(rows: RosterRow[], { random, household, nextChild }: Scene): RosterRow[] {
  if (household.isShared || !random.chance(CHILDREN_PER_HUNDRED / 100)) return rows
  const child = nextChild(at(household.members, 0).name.charAt(0))
  return [...rows, { ...toRow(household, child, random), outcome: 'new' }]
}

/** Children with numbers from the end of each day's, which no city has reached. */
function createChildren(random: Random): (surname: string) => Member {
  let count = 0
  return (surname) => {
    const day = new Date(Date.UTC(2006, 0, 1 + (count % 7000))).toISOString().slice(0, 10)
    const order = 999 - Math.floor(count / 7000)
    count++
    const first17 = `${fictionalDivision}${day.replaceAll('-', '')}${order}`
    return {
      ...{ name: `${surname}新${random.pick(['苗', '禾', '田', '雨', '晴'])}`, relation: 'child' },
      ...{ sex: order % 2 === 1 ? 'male' : 'female', birthDate: day },
      ...{ identityNumber: first17 + checkCharacter(first17), phone: null, registration: 'here' },
    }
  }
}
