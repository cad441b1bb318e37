import type { PoolClient } from 'pg'
import { toUnits } from './frame.ts'
import type { City } from './generate.ts'
import { fictionalDivision } from './identity.ts'
import {
  type CopyValue,
  copyRows,
  lineText,
  pointText,
  polygonText,
  restartIdentity,
} from './load.ts'
import { nameToPinyin, toPinyin } from './pinyin.ts'
import { createAddressBook } from './place-naming.ts'
import { at } from './random.ts'
import { placeNames } from './reference.ts'

interface Table {
  name: string
  columns: string[]
  rows: () => Iterable<readonly CopyValue[]>
  hasIdentity?: boolean
}

/** Called before each table with its name and the share of all rows that are loaded. */
export type OnTable = (table: string, share: number) => void

/** Loads the city by COPY; runs in the caller's transaction and leaves the sequences right. */
export async function loadCity(client: PoolClient, city: City, onTable: OnTable): Promise<void> {
  const tables = cityTables(city)
  const { residents, sketch } = city
  const total =
    residents.persons.length +
    residents.residences.length +
    residents.dwellings.length +
    residents.households.length +
    sketch.buildings.length
  let done = 0
  for (const { name, columns, rows } of tables) {
    onTable(name, Math.min(1, done / total))
    await copyRows(
      client,
      name,
      columns,
      counted(rows(), () => done++),
    )
  }
  for (const { name, hasIdentity = true } of tables)
    if (hasIdentity) await restartIdentity(client, name)
}

function* counted<T>(rows: Iterable<T>, onRow: () => void): Generator<T> {
  for (const row of rows) {
    onRow()
    yield row
  }
}

function search(name: string): [string, string] {
  const { full, initials } = toPinyin(name)
  return [full, initials]
}

/** Subdistrict of all communities; 001 is the first urban one. */
const subdistrict = '001'
const two = (value: number) => String(value).padStart(2, '0')
const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

function communityCode(community: number): string {
  return `${fictionalDivision}${subdistrict}${String(community + 1).padStart(3, '0')}`
}

function cityTables(city: City): Table[] {
  return [
    ...areaTables(city),
    ...groundTables(city),
    ...buildingTables(city),
    ...peopleTables(city),
    ...placeTables(city),
  ]
}

function areaTables({ areas: { grids, outside } }: City): Table[] {
  const communities = [...new Set(grids.map(({ community }) => community))]
  const zones = [...new Map(grids.map((grid) => [`${grid.community}.${grid.zone}`, grid])).values()]
  const zoneId = new Map(zones.map((zone, index) => [`${zone.community}.${zone.zone}`, index + 1]))
  const zoneName = (community: number, zone: number) =>
    `${at(placeNames.communities, community)}第${ordinals[zone] ?? zone + 1}片区`
  const row = (name: string) => [name, ...search(name)]
  return [
    {
      name: 'city',
      columns: ['city_id', 'code', 'name', 'is_demonstration', 'geom'],
      rows: () => [[1, fictionalDivision, placeNames.city, true, polygonText(outside)]],
    },
    {
      name: 'community',
      columns: ['community_id', 'code', 'name', 'pinyin', 'initials'],
      rows: () =>
        communities.map((community) => [
          community + 1,
          communityCode(community),
          ...row(`${at(placeNames.communities, community)}社区`),
        ]),
    },
    {
      name: 'zone',
      columns: ['zone_id', 'community_id', 'code', 'name', 'pinyin', 'initials'],
      rows: () =>
        zones.map(({ community, zone }, index) => [
          index + 1,
          community + 1,
          communityCode(community) + two(zone + 1),
          ...row(zoneName(community, zone)),
        ]),
    },
    {
      name: 'grid',
      columns: ['grid_id', 'zone_id', 'code', 'name', 'pinyin', 'initials', 'geom'],
      rows: () =>
        grids.map(({ community, zone, grid, ring }, index) => [
          index + 1,
          zoneId.get(`${community}.${zone}`),
          communityCode(community) + two(zone + 1) + two(grid + 1),
          ...row(`${zoneName(community, zone)}第${grid + 1}网格`),
          polygonText(ring),
        ]),
    },
  ]
}

function groundTables({ sketch, streets, estateNames }: City): Table[] {
  const addresses = createAddressBook(streets)
  return [
    {
      name: 'street',
      columns: ['street_id', 'name', 'pinyin', 'initials', 'class', 'width_meters', 'geom'],
      rows: () =>
        streets.map((street, index) => [
          index + 1,
          street.name,
          ...search(street.name ?? ''),
          street.class,
          street.widthMeters,
          lineText(street.points.map(toUnits)),
        ]),
    },
    {
      name: 'land_use',
      columns: ['land_use_id', 'kind', 'name', 'geom'],
      rows: () =>
        sketch.landUses.map(({ kind, name, ring }, index) => [
          index + 1,
          kind,
          name,
          polygonText(ring.map(toUnits)),
        ]),
    },
    {
      name: 'water',
      columns: ['water_id', 'kind', 'name', 'geom'],
      rows: () =>
        sketch.waters.map(({ kind, name, ring }, index) => [
          index + 1,
          kind,
          name,
          polygonText(ring.map(toUnits)),
        ]),
    },
    {
      name: 'estate',
      columns: ['estate_id', 'name', 'pinyin', 'initials', 'kind', 'built_year', 'address', 'geom'],
      rows: () =>
        sketch.estates.map(({ kind, builtYear, ring, centre }, index) => {
          const name = at(estateNames, index)
          const { street, number } = addresses.addressAt(centre)
          return [
            index + 1,
            name,
            ...search(name),
            kind,
            builtYear,
            `${street}${number}号`,
            polygonText(ring.map(toUnits)),
          ]
        }),
    },
  ]
}

function buildingTables({ sketch, estateNames, buildingNames, residents }: City): Table[] {
  return [
    {
      name: 'building',
      columns: [
        'building_id',
        'code',
        'name',
        'pinyin',
        'initials',
        'estate_id',
        'address',
        'use',
        'floor_count',
        'height_meters',
        'storey_height_meters',
        'has_shop_floor',
        'built_year',
        'source',
        'source_key',
        'geom',
      ],
      rows: () =>
        sketch.buildings.map((building, index) => {
          const { name, address } = at(buildingNames, index)
          const estate = building.homes ? estateNames[building.estate] : undefined
          return [
            index + 1,
            `${fictionalDivision}B${String(index + 1).padStart(5, '0')}`,
            name,
            ...search(`${estate ?? ''}${name}`),
            building.estate >= 0 ? building.estate + 1 : null,
            address,
            building.use,
            building.floors,
            building.heightMeters,
            Math.round(building.storeyMeters * 100) / 100,
            building.hasShopFloor,
            building.builtYear,
            'generator',
            String(index + 1),
            polygonText(building.ring.map(toUnits)),
          ]
        }),
    },
    {
      name: 'unit',
      columns: ['unit_id', 'building_id', 'number'],
      rows: () => residents.units.map(({ id, building, number }) => [id, building + 1, number]),
    },
    {
      name: 'dwelling',
      columns: [
        'dwelling_id',
        'building_id',
        'unit_id',
        'floor',
        'door',
        'area_square_meters',
        'tenure',
      ],
      rows: () =>
        residents.dwellings.map((d) => [
          d.id,
          d.building + 1,
          d.unitId,
          d.floor,
          d.door,
          d.areaSquareMeters,
          d.tenure,
        ]),
    },
  ]
}

function* personRows({ residents: { persons } }: City): Generator<CopyValue[]> {
  for (const person of persons) {
    const { full, initials } = nameToPinyin(person.name)
    yield [
      person.id,
      person.householdId,
      person.relation,
      person.name,
      full,
      initials,
      person.sex,
      person.birthDate,
      person.identityNumber,
      person.phone,
      person.registrationPlace,
    ]
  }
}

function* residenceRows({ residents: { residences } }: City): Generator<CopyValue[]> {
  let id = 0
  for (const link of residences) {
    id++
    yield [
      id,
      link.personId,
      link.dwellingId,
      link.kind,
      `[${link.from},${link.until ?? ''})`,
      link.source,
      link.verifiedOn,
    ]
  }
}

function peopleTables(city: City): Table[] {
  return [
    {
      name: 'household',
      columns: ['household_id', 'dwelling_id', 'kind'],
      rows: () =>
        city.residents.households.map(({ id, dwellingId, kind }) => [id, dwellingId, kind]),
    },
    {
      name: 'person',
      columns: [
        'person_id',
        'household_id',
        'relation_to_head',
        'name',
        'pinyin',
        'initials',
        'sex',
        'birth_date',
        'identity_number',
        'phone',
        'registration_place',
      ],
      rows: () => personRows(city),
    },
    {
      name: 'residence',
      columns: [
        'residence_id',
        'person_id',
        'dwelling_id',
        'kind',
        'valid',
        'source',
        'verified_on',
      ],
      rows: () => residenceRows(city),
    },
  ]
}

function placeTables({ shops, facilities }: City): Table[] {
  return [
    {
      name: 'shop',
      columns: [
        'shop_id',
        'building_id',
        'name',
        'pinyin',
        'initials',
        'trade',
        'legal_form',
        'address',
        'floor',
        'area_square_meters',
        'opened_on',
        'geom',
      ],
      rows: () =>
        shops.map((shop, index) => [
          index + 1,
          shop.building + 1,
          shop.name,
          ...search(shop.name),
          shop.trade,
          shop.legalForm,
          shop.address,
          shop.floor,
          shop.areaSquareMeters,
          shop.openedOn,
          pointText(shop.position),
        ]),
    },
    {
      name: 'facility',
      columns: [
        'facility_id',
        'building_id',
        'community_id',
        'kind',
        'name',
        'pinyin',
        'initials',
        'area_square_meters',
        'geom',
      ],
      rows: () =>
        facilities.map((facility, index) => [
          index + 1,
          facility.building === null ? null : facility.building + 1,
          facility.community === null ? null : facility.community + 1,
          facility.kind,
          facility.name,
          ...search(facility.name),
          facility.areaSquareMeters,
          pointText(facility.position),
        ]),
    },
  ]
}
