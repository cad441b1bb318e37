import type { RegistrationPlace, Sex } from '../../../server/contract/vocabulary.ts'
import type { Sketch } from '../plan/sketch.ts'
import type { Random } from '../random.ts'
import type { Place } from './dwellings.ts'
import type { Household } from './households.ts'
import { createIdentityNumbers, toMobileNumber } from './identity.ts'
import type { Member } from './members.ts'
import { drawGivenName, drawSurname } from './person-names.ts'
import type { PersonRow, Residents } from './resident-rows.ts'

/** Ages are counted on this day (city-facts 1.2, column B). */
export const referenceDay = '2025-12-31'

const dayMilliseconds = 86_400_000

const referenceTime = Date.parse(referenceDay)

function dayBefore(years: number): string {
  return new Date(referenceTime - years * 365.2425 * dayMilliseconds).toISOString().slice(0, 10)
}

/** Turns composed households into rows of persons and residences, appended to the residents. */
export function createSettler(sketch: Sketch, residents: Residents, random: Random) {
  const numbers = createIdentityNumbers()
  const clans = sketch.estates.map(() => [drawSurname(random), drawSurname(random)] as const)
  const { persons, residences, households, dwellings } = residents

  function person(
    member: Member,
    surname: string,
    householdId: number | undefined,
    registrationPlace: RegistrationPlace,
  ): PersonRow {
    const birthDate = dayBefore(member.age)
    const id = persons.length + 1
    const row: PersonRow = {
      id,
      householdId,
      relation: member.relation,
      name: surname + drawGivenName(Number(birthDate.slice(0, 4)), member.sex, random),
      sex: member.sex,
      birthDate,
      identityNumber: numbers.next(birthDate, member.sex),
      phone:
        member.age > 13 && random.chance(member.age > 75 ? 0.6 : 0.94)
          ? toMobileNumber(id)
          : undefined,
      registrationPlace,
    }
    persons.push(row)
    return row
  }

  function household(place: Place, { kind, members }: Household): void {
    const { dwelling, builtYear } = place
    const isRented = ['rented', 'public-rental'].includes(dwelling.tenure) || kind === 'collective'
    const home = drawRegistration(isRented, random)
    const id = households.length + 1
    households.push({ id, dwellingId: dwelling.id, kind })
    const familyName = drawFamilyName(place, clans, sketch, random)
    const longest = Math.max(0.3, Math.min(2025 - builtYear, isRented ? 6 : 30))
    const yearsHere = Math.max(0.1, longest * random.next() ** 0.6)
    const verifiedOn = dayBefore(random.next() * 0.9)
    const source = random.chance(0.8) ? 'collection' : 'visit'
    for (const member of members) {
      const surname = member.isInLaw ? drawSurname(random) : familyName
      const registrationPlace = random.chance(0.95) ? home : drawRegistration(isRented, random)
      const row = person(member, surname, id, registrationPlace)
      const from = dayBefore(Math.min(yearsHere, member.age))
      const link = {
        personId: row.id,
        dwellingId: dwelling.id,
        from,
        until: undefined,
        source,
        verifiedOn,
      } as const
      residences.push({ ...link, householdId: id, kind: 'lives' })
      if (registrationPlace === 'here') {
        // Some are on the register of another home: a school district, the parents' house.
        const other = random.chance(0.09) ? random.pick(dwellings).id : dwelling.id
        residences.push({ ...link, dwellingId: other, kind: 'registered' })
      }
      if (member.relation === 'head' && member.age >= 18) {
        residences.push({ ...link, kind: isRented ? 'tenant' : 'owner' })
        addFormerHome(row, from, source, verifiedOn)
      } else if (member.relation === 'spouse' && !isRented && random.chance(0.35)) {
        residences.push({ ...link, kind: 'owner' })
      }
    }
  }

  /** One head in twelve is known to have lived elsewhere in the city before. */
  function addFormerHome(
    row: PersonRow,
    until: string,
    source: 'collection' | 'visit',
    verifiedOn: string,
  ) {
    if (!random.chance(0.08)) return
    const time = Date.parse(until) - random.between(1, 8) * 365 * dayMilliseconds
    const from = new Date(Math.max(time, Date.parse(row.birthDate))).toISOString().slice(0, 10)
    if (from >= until) return
    const dwellingId = random.pick(dwellings).id
    residences.push({
      personId: row.id,
      dwellingId,
      kind: 'lives',
      from,
      until,
      source,
      verifiedOn,
    })
  }

  function absent(count: number): void {
    for (let index = 0; index < count; index++) {
      const sex: Sex = random.chance(0.5) ? 'male' : 'female'
      const member: Member = {
        relation: 'unrelated',
        sex,
        age: random.between(20, 68),
        isInLaw: false,
      }
      const row = person(member, drawSurname(random), undefined, 'here')
      residences.push({
        personId: row.id,
        dwellingId: random.pick(dwellings).id,
        kind: 'registered',
        from: dayBefore(Math.min(member.age, random.between(1, 20))),
        until: undefined,
        source: 'collection',
        verifiedOn: dayBefore(random.next()),
      })
    }
  }

  return { household, absent }
}

function drawFamilyName(
  { estate }: Place,
  clans: readonly (readonly [string, string])[],
  sketch: Sketch,
  random: Random,
): string {
  const clan = clans[estate]
  if (!clan || sketch.estates[estate]?.kind !== 'village') return drawSurname(random)
  return random.weighted([clan[0], clan[1], drawSurname(random)], [55, 17, 28])
}

/** Where the registration of a household lies (city-facts 1.1: 30 % elsewhere). */
function drawRegistration(isRented: boolean, random: Random): RegistrationPlace {
  const places = ['here', 'county', 'prefecture', 'province', 'elsewhere'] as const
  return random.weighted(places, isRented ? [22, 44, 14, 11, 9] : [77, 14.5, 3.8, 2.8, 1.9])
}
