import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import { toPlainAddress } from '../../registry/plain-address.ts'

export interface EstateOfBook {
  /** Its building, where it has but one. */
  onlyBuildingId: number | undefined
  /** The building that bears one of these names, the first that does. */
  find(names: readonly string[]): number | undefined
}

/** The estates and buildings of the city by their names, for reading many addresses. */
export interface AddressBook {
  /** By the name, also behind street and number. */
  findEstate(place: string): EstateOfBook | undefined
  /** A building by a name that no other bears, such as 惠民街61号商铺楼. */
  findBuilding(name: string): number | undefined
  /** The only building on a house number of a street, such as 惠民街61. */
  findHouse(house: string): number | undefined
}

interface BuildingRow {
  /** Name of its estate, if any. */
  estate: string | null
  address: string | null
  name: string
  id: number
}

/** Reads the names of all buildings that the caller sees: some thousand. */
export async function loadAddressBook(database: Database): Promise<AddressBook> {
  const rows = await runQuery<BuildingRow>(
    database,
    sql`SELECT estate.name AS estate, building.name, building.address, building_id AS id
      FROM building LEFT JOIN estate USING (estate_id) ORDER BY building_id`,
  )
  return createAddressBook(rows)
}

export function createAddressBook(rows: readonly BuildingRow[]): AddressBook {
  const estates = new Map<string, Map<string, number>>()
  const buildings = collectUnique(rows.map(({ name, id }) => [toPlainAddress(name), id]))
  const houses = collectUnique(
    rows.map(({ address, id }) => [/^.*?\d+/.exec(toPlainAddress(address ?? ''))?.[0] ?? '', id]),
  )
  for (const { estate, name, id } of rows) {
    if (estate === null) continue
    const key = toPlainAddress(estate)
    const inEstate = estates.get(key) ?? new Map<string, number>()
    estates.set(key, inEstate.set(toPlainAddress(name), id))
  }
  const found = new Map<string, EstateOfBook | undefined>()
  return {
    findEstate(place) {
      if (!found.has(place)) {
        if (found.size > MOST_REMEMBERED) found.clear()
        found.set(place, toEstate(findByEnd(estates, toPlainAddress(place))))
      }
      return found.get(place)
    },
    findBuilding: (name) => buildings.get(toPlainAddress(name)) ?? undefined,
    findHouse: (house) => houses.get(toPlainAddress(house)) ?? undefined,
  }
}

/** What bears a name alone; null where several do. */
function collectUnique(pairs: readonly [name: string, id: number][]): Map<string, number | null> {
  const unique = new Map<string, number | null>()
  for (const [name, id] of pairs) unique.set(name, unique.has(name) ? null : id)
  return unique
}

const MOST_REMEMBERED = 10_000

/** The estate whose name the place ends with, the longest: before it may stand street and number. */
function findByEnd(
  estates: ReadonlyMap<string, Map<string, number>>,
  place: string,
): Map<string, number> | undefined {
  for (let from = 0; from < place.length; from++) {
    const isCutWord = from > 0 && !/[号路街区镇乡市县-]/.test(place.charAt(from - 1))
    const estate = isCutWord ? undefined : estates.get(place.slice(from))
    if (estate) return estate
  }
  return undefined
}

function toEstate(buildings: Map<string, number> | undefined): EstateOfBook | undefined {
  if (!buildings) return undefined
  const ids = [...buildings.values()]
  return {
    onlyBuildingId: ids.length === 1 ? ids[0] : undefined,
    find: (names) => names.map((name) => buildings.get(toPlainAddress(name))).find(Boolean),
  }
}
