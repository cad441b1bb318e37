import { apportion } from '../apportion.ts'
import { at, type Random } from '../random.ts'
import { fitAges } from './fit-ages.ts'
import { householdTypes } from './household-types.ts'
import { type Member, member, sexOf } from './members.ts'

export interface Household {
  kind: 'family' | 'collective'
  /** The head comes first. */
  members: Member[]
  /** From −1 (young) to 1 (old): which estates suit it. */
  elderness: number
}

/** Staff in a company's flat: collective households 集体户. */
const collectiveShare = 0.006

function composeCollective(random: Random): Member[] {
  const sex = sexOf(random)
  return Array.from({ length: random.int(4, 8) }, (_, index) =>
    member(index === 0 ? 'head' : 'unrelated', sex, random.between(19, 45), index > 0),
  )
}

/** Composes exactly so many households; ages follow the pyramid of the reference table. */
export function composeHouseholds(count: number, random: Random): Household[] {
  const collective = Math.round(count * collectiveShare)
  const counts = apportion(
    count - collective,
    householdTypes.map(({ share }) => share),
  )
  const households = householdTypes.flatMap(({ compose, elderness }, type) =>
    Array.from(
      { length: at(counts, type) },
      (): Household => ({
        kind: 'family',
        members: compose(random),
        elderness,
      }),
    ),
  )
  for (let index = 0; index < collective; index++) {
    households.push({ kind: 'collective', members: composeCollective(random), elderness: -0.6 })
  }
  fitAges(households.flatMap(({ members }) => members))
  for (const { members } of households) keepFamiliesPossible(members)
  return households
}

/** Fitting shifts a few ages too far: nobody marries under age or has a child before 18. */
function keepFamiliesPossible(members: Member[]): void {
  const couple = members.filter(({ relation }) => relation === 'head' || relation === 'spouse')
  if (couple.length === 2) {
    for (const one of couple) one.age = Math.max(one.age, one.sex === 'male' ? 22.2 : 20.2)
  }
  const youngest = Math.min(...couple.map(({ age }) => age))
  const oldest = Math.max(...couple.map(({ age }) => age))
  for (const one of members) {
    if (one.relation === 'child') one.age = Math.max(0.1, Math.min(one.age, youngest - 18.5))
    if (one.relation === 'parent' || one.relation === 'parent-in-law') {
      one.age = Math.max(one.age, oldest + 17)
    }
  }
}
