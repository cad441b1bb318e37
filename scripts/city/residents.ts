import type {
  RegistrationPlace,
  RelationToHead,
  ResidenceKind,
  Sex,
  Tenure,
} from '../../server/contract/vocabulary.ts'
import { countHomes } from './fill-blocks.ts'
import { composeHouseholds, type Household, type Member } from './households.ts'
import { createIdentityNumbers, toMobileNumber } from './identity.ts'
import type { Occupancy } from './occupancy.ts'
import { drawGivenName, drawSurname } from './person-names.ts'
import { at, type Random } from './random.ts'
import type { EstateSketch, Sketch } from './sketch.ts'

/** Ages are counted on this day (city-facts 1.2, column B). */
export const referenceDay = '2025-12-31'

export interface DwellingRow {
  id: number
  building: number
  unitId: number
  floor: number
  door: number
  areaSquareMeters: number
  tenure: Tenure
}

export interface HouseholdRow {
  id: number
  dwellingId: number
  kind: Household['kind']
}

export interface PersonRow {
  id: number
  /** Undefined for those who are registered here and live elsewhere (空挂户). */
  householdId: number | undefined
  relation: RelationToHead
  name: string
  sex: Sex
  birthDate: string
  identityNumber: string
  phone: string | undefined
  registrationPlace: RegistrationPlace
}

export interface ResidenceRow {
  personId: number
  dwellingId: number
  kind: ResidenceKind
  from: string
  /** Day after the last; undefined while it lasts. */
  until: string | undefined
  source: 'collection' | 'visit'
  verifiedOn: string
}

export interface Residents {
  units: { id: number; building: number; number: number }[]
  dwellings: DwellingRow[]
  households: HouseholdRow[]
  persons: PersonRow[]
  residences: ResidenceRow[]
}

/** Everyone who lives here, and where: dwellings, households, persons and their links. */
export function settleResidents(sketch: Sketch, occupancy: Occupancy, random: Random): Residents {
  const residents: Residents = {
    units: [],
    dwellings: [],
    households: [],
    persons: [],
    residences: [],
  }
  const places = listDwellings(sketch, occupancy, residents, random.fork('dwellings'))
  const households = composeHouseholds(places.length, random.fork('households'))
  const settle = createSettler(sketch, residents, random.fork('persons'))
  for (const { place, household } of matchToPlaces(
    places,
    households,
    sketch,
    random.fork('match'),
  )) {
    settle.household(place, household)
  }
  settle.absent(Math.round(places.length * absentShare))
  return residents
}

/** Persons on the register who live elsewhere, per household of the city. */
const absentShare = 0.07

interface Place {
  dwelling: DwellingRow
  estate: number
  builtYear: number
}

function listDwellings(
  sketch: Sketch,
  occupancy: Occupancy,
  residents: Residents,
  random: Random,
): Place[] {
  const places: Place[] = []
  sketch.buildings.forEach(({ homes, estate, builtYear }, building) => {
    if (!homes) return
    const lived = at(occupancy.households, building)
    const perUnit = countHomes(homes) / homes.units
    for (let home = 0; home < countHomes(homes); home++) {
      const inUnit = home % perUnit
      if (inUnit === 0) {
        residents.units.push({
          id: residents.units.length + 1,
          building,
          number: home / perUnit + 1,
        })
      }
      const dwelling: DwellingRow = {
        id: residents.dwellings.length + 1,
        building,
        unitId: residents.units.length,
        floor: homes.firstFloor + Math.floor(inUnit / homes.doors),
        door: (inUnit % homes.doors) + 1,
        areaSquareMeters:
          Math.round(homes.areaSquareMeters * (1 + 0.06 * ((inUnit % homes.doors) - 0.5)) * 10) /
          10,
        tenure: drawTenure(sketch.estates[estate]?.kind, random),
      }
      residents.dwellings.push(dwelling)
      for (let count = 0; count < at(lived, home); count++)
        places.push({ dwelling, estate, builtYear })
    }
  })
  return places
}

function drawTenure(kind: EstateSketch['kind'] | undefined, random: Random): Tenure {
  if (kind === 'village') return 'self-built'
  const kinds = [
    'commercial',
    'reformed-public',
    'resettlement',
    'rented',
    'public-rental',
  ] as const
  if (kind === 'courtyard') return random.weighted(kinds, [14, 66, 0, 14, 6])
  if (kind === 'resettlement') return random.weighted(kinds, [6, 0, 86, 7, 1])
  return random.weighted(kinds, [75, 3, 9, 10, 3])
}

/** Old couples in old courtyards, young families in new estates: matched by rank with noise. */
function matchToPlaces(places: Place[], households: Household[], sketch: Sketch, random: Random) {
  const byPlace = places
    .map((place) => ({ place, rank: placeElderness(place, sketch) + random.normal(0, 1) }))
    .sort((a, b) => a.rank - b.rank)
  const byHousehold = households
    .map((household) => ({ household, rank: household.elderness + random.normal(0, 1) }))
    .sort((a, b) => a.rank - b.rank)
  return byPlace
    .map(({ place }, index) => ({ place, household: at(byHousehold, index).household }))
    .sort((a, b) => a.place.dwelling.id - b.place.dwelling.id)
}

function placeElderness({ estate, builtYear }: Place, sketch: Sketch): number {
  if (sketch.estates[estate]?.kind === 'village') return 0.6
  if (builtYear < 1995) return 0.9
  if (builtYear < 2005) return 0.3
  return builtYear < 2014 ? -0.1 : -0.7
}

const dayMilliseconds = 86_400_000
const referenceTime = Date.parse(referenceDay)

function dayBefore(years: number): string {
  return new Date(referenceTime - years * 365.2425 * dayMilliseconds).toISOString().slice(0, 10)
}

function createSettler(sketch: Sketch, residents: Residents, random: Random) {
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
      residences.push({ ...link, kind: 'lives' })
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
