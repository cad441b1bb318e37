import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AccountRole, accountRoles } from '../../server/contract/access.ts'
import { ensureApplicationRole } from '../../server/db/application-role.ts'
import { buildingHouseholds } from '../../server/features/buildings/building-households.queries.ts'
import { hashToken } from '../../server/http/acting.ts'
import { createBuilding, createHousehold, createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import {
  EXPECTED_DEFINER_FUNCTIONS,
  EXPECTED_TABLE_RIGHTS,
  EXPECTED_VIEWS,
} from './row-rights/expected-rights.ts'
import { listDefinerFunctions, listTableRights, listViews } from './row-rights/list-rights.ts'

type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

let database: TestDatabase
/** A raw connection of the application's role. */
let client: pg.Client
let owner: Query

beforeAll(async () => {
  database = await createTestDatabase('empty')
  owner = async (text, values) => (await database.pool.query(text, values)).rows
  await createTwoZones()
  client = new pg.Client(await ensureApplicationRole(database.connectionString))
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

/** Grids 1 and 2 are zone 1, grid 3 is zone 2; each has a building with two households. */
async function createTwoZones(): Promise<void> {
  const { pool } = database
  await createSmallCity(pool, [
    [0, 0, 2, 2],
    [2, 0, 4, 2],
    [0, 2, 4, 4],
  ])
  await owner(
    `INSERT INTO zone (zone_id, community_id, code, name) VALUES (2, 1, '39078300100102', '第二片区')`,
  )
  await owner('UPDATE grid SET zone_id = 2 WHERE grid_id = 3')
  const cells = [
    [0.5, 0.5, 1, 1],
    [2.5, 0.5, 3, 1],
    [1, 2.5, 2, 3],
  ] as const
  for (const [index, cell] of cells.entries()) {
    const id = index + 1
    await createBuilding(pool, id, cell, 2)
    for (const door of [1, 2]) {
      await createHousehold(pool, id * 10 + door, id * 100 + door)
      await owner(
        `INSERT INTO person (household_id, relation_to_head, name, sex, birth_date, identity_number_sealed,
           identity_number_index, identity_number_masked, phone_sealed, phone_index, phone_masked)
         VALUES ($1::int, 'head', '王小明', 'male', '1980-05-01', '\\x01', sha256($1::text::bytea), '3****************4',
           '\\x01', sha256($1::text::bytea), '154******34')`,
        [id * 10 + door],
      )
    }
    await owner(
      `INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
       SELECT person_id, dwelling_id, 'lives', '[2020-01-01,)', 'test'
       FROM person JOIN household USING (household_id) WHERE dwelling_id / 100 = $1`,
      [id],
    )
    await owner(
      `INSERT INTO shop (building_id, name, trade, legal_form, floor, geom)
       SELECT $1, '小店', (SELECT min(trade) FROM shop_trade), 'individual', 1, ST_PointOnSurface(geom)
       FROM building WHERE building_id = $1`,
      [id],
    )
  }
}

/** Runs `work` in the name of somebody, in a transaction that leaves nothing behind. */
async function actAs<T>(
  account: { role: AccountRole; departmentId?: number },
  work: (query: Query) => Promise<T>,
  permission = '',
): Promise<T> {
  const token = randomBytes(32).toString('base64url')
  const name = `${account.role}-${account.departmentId ?? 0}`
  await owner(
    `INSERT INTO account (name, display_name, role, zone_id, grid_id, department_id)
     VALUES ($1, $1, $2, CASE WHEN $2 = 'zone-worker' THEN 1 END,
       CASE WHEN $2 = 'grid-leader' THEN 1 END, $3)
     ON CONFLICT (name) DO NOTHING`,
    [name, account.role, account.role === 'department-user' ? (account.departmentId ?? 1) : null],
  )
  await owner(
    `INSERT INTO account_session (account_id, token_hash)
     SELECT account_id, $2 FROM account WHERE name = $1`,
    [name, hashToken(token)],
  )
  await client.query('BEGIN')
  try {
    await client.query(`SELECT act('session', $1, $2, '127.0.0.1')`, [hashToken(token), permission])
    return await work(async (text, values) => (await client.query(text, values)).rows)
  } finally {
    await client.query('ROLLBACK')
  }
}

/** The SQLSTATE with which a statement fails; 'done' where it does not. */
async function outcomeOf(query: Query, statement: string): Promise<string> {
  await query('SAVEPOINT attempt')
  const outcome = await query(statement).then(
    () => 'done',
    (error) => String(error.code),
  )
  await query('ROLLBACK TO SAVEPOINT attempt')
  return outcome
}

describe('what the roles of the database may do', () => {
  const lines = (text: string) => text.trim().split('\n')

  test('with tables and views is written down', async () => {
    expect(await listTableRights(database.pool)).toEqual(lines(EXPECTED_TABLE_RIGHTS))
  })

  test('by functions with the rights of the owner is written down', async () => {
    expect(await listDefinerFunctions(database.pool)).toEqual(lines(EXPECTED_DEFINER_FUNCTIONS))
  })

  test('through views is written down', async () => {
    expect(await listViews(database.pool)).toEqual(lines(EXPECTED_VIEWS))
  })

  test('is what really happens: each forbidden statement is refused', async () => {
    const wrong: string[] = []
    for (const role of ['operator', 'zone-worker'] as const) {
      const column = role === 'operator' ? 1 : 2
      await actAs({ role }, async (query) => {
        for (const line of lines(EXPECTED_TABLE_RIGHTS)) {
          const [table = '', ...rights] = line.split(/\s+/)
          const given = rights[column] ?? ''
          for (const [letter, statement] of statementsOf(table)) {
            const outcome = await outcomeOf(query, statement)
            if (!given.includes(letter) && !REFUSED.includes(outcome))
              wrong.push(`${role} ${statement}: ${outcome}`)
          }
        }
      })
    }
    expect(wrong).toEqual([])
  })

  /** No right; not something that can be truncated; a view that cannot be written. */
  const REFUSED = ['42501', '42809', '55000']
  const statementsOf = (table: string) => [
    ['r', `SELECT count(*) FROM ${table}`] as const,
    ['a', `INSERT INTO ${table} DEFAULT VALUES`] as const,
    ['d', `DELETE FROM ${table}`] as const,
    ['D', `TRUNCATE ${table} CASCADE`] as const,
  ]

  test('shows of persons no name, no birth date beyond the view, no cipher and no index', async () => {
    const columns = await owner(
      `SELECT role, attname::text AS name FROM pg_attribute
       CROSS JOIN unnest(ARRAY['gate', 'city', 'area', 'registry']) AS role
       WHERE attrelid = 'person'::regclass AND attnum > 0 AND NOT attisdropped
         AND has_column_privilege('digital_community_' || role, attrelid, attnum, 'SELECT')
       ORDER BY attnum`,
    )
    expect(columns.every(({ role }) => role === 'registry')).toBe(true)
    const names = columns.map(({ name }) => name)
    expect(
      names.filter((name) => /^name$|pinyin|initials|sealed|index/.test(String(name))),
    ).toEqual([])
    for (const role of accountRoles) {
      await actAs({ role }, async (query) => {
        for (const column of ['name', 'phone_sealed', 'identity_number_index', '*']) {
          expect(await outcomeOf(query, `SELECT ${column} FROM person`)).toBe('42501')
        }
      })
    }
  })
})

describe('before anybody acts', () => {
  test('nothing of the city can be read', async () => {
    const relations = await owner(
      `SELECT relname::text AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')`,
    )
    const readable: string[] = []
    await client.query('BEGIN')
    const query: Query = async (text) => (await client.query(text)).rows
    for (const { name } of relations) {
      if ((await outcomeOf(query, `SELECT FROM ${name}`)) === 'done') readable.push(String(name))
    }
    await client.query('ROLLBACK')
    expect(readable.sort()).toEqual([
      'access_setting',
      'geography_columns',
      'geometry_columns',
      'schema_migration',
      'spatial_ref_sys',
    ])
  })

  test('nobody acts by settings: without act() the policies let nothing pass', async () => {
    await client.query('BEGIN')
    await client.query(
      `SELECT set_config('actor.scope', 'city', true), set_config('actor.permissions', 'registry.read', true)`,
    )
    await expect(client.query('SELECT * FROM household')).rejects.toMatchObject({ code: '42501' })
    await client.query('ROLLBACK')
    await client.query('BEGIN; SET LOCAL ROLE digital_community_area')
    const { rows } = await client.query(
      'SELECT (SELECT count(*) FROM building) + (SELECT count(*) FROM household) + (SELECT count(*) FROM person_card) AS count',
    )
    expect(Number(rows[0].count)).toBe(0)
    await client.query('ROLLBACK')
  })
})

/** Relations with rows of areas; `area` is what the owner asks for those of some grids ($1). */
const areaOf: Record<string, { key: string; area: string }> = {
  community: {
    key: 'community_id',
    area: 'community_id IN (SELECT community_id FROM grid JOIN zone USING (zone_id) WHERE grid_id = ANY ($1))',
  },
  zone: { key: 'zone_id', area: 'zone_id IN (SELECT zone_id FROM grid WHERE grid_id = ANY ($1))' },
  grid: { key: 'grid_id', area: 'grid_id = ANY ($1)' },
  building: { key: 'building_id', area: 'grid_id = ANY ($1)' },
  unit: {
    key: 'unit_id',
    area: 'building_id IN (SELECT building_id FROM building WHERE grid_id = ANY ($1))',
  },
  shop: {
    key: 'shop_id',
    area: 'building_id IN (SELECT building_id FROM building WHERE grid_id = ANY ($1))',
  },
  dwelling: {
    key: 'dwelling_id',
    area: 'building_id IN (SELECT building_id FROM building WHERE grid_id = ANY ($1))',
  },
  household: { key: 'household_id', area: 'dwelling_id / 100 = ANY ($1)' },
  person_card: { key: 'person_id', area: 'household_id / 10 = ANY ($1)' },
  residence: { key: 'person_id', area: 'dwelling_id / 100 = ANY ($1)' },
  building_people: { key: 'building_id', area: 'building_id = ANY ($1)' },
  grid_count: { key: 'grid_id', area: 'grid_id = ANY ($1)' },
}
/** The owner sees through the view's policies only as somebody; the table beneath has all rows. */
const sourceOf = (relation: string) =>
  ({ person_card: 'person', building_people: 'building' })[relation] ?? relation

const gridsOf: Record<AccountRole, number[]> = {
  operator: [1, 2, 3],
  'zone-worker': [1, 2],
  'grid-leader': [1],
  'hotline-agent': [1, 2, 3],
  'department-user': [1, 2, 3],
  administrator: [1, 2, 3],
}
/** An administrator keeps accounts and sees no resident. */
const ofResidents = ['dwelling', 'household', 'person_card', 'residence', 'building_people']

describe.each(accountRoles)('%s', (role) => {
  test.each(Object.keys(areaOf))(
    'sees of %s exactly what lies within reach, though nothing is asked for',
    async (relation) => {
      const { key, area } = areaOf[relation]!
      const seesNone = role === 'administrator' && ofResidents.includes(relation)
      const expected = await owner(
        `SELECT ${key} AS id FROM ${sourceOf(relation)} WHERE ${area} ORDER BY 1`,
        [seesNone ? [] : gridsOf[role]],
      )
      const seen = await actAs({ role }, (query) =>
        query(`SELECT ${key} AS id FROM ${relation} ORDER BY 1`),
      )
      expect(seen).toEqual(expected)
      if (!seesNone) expect(seen.length).toBeGreaterThan(0)
    },
  )
})

describe('a query that has lost its filter', () => {
  test('still gives the households within reach, and no other', async () => {
    const { text, values } = buildingHouseholds(1, { page: 1, pageSize: 1000 })
    const careless = text.replace('WHERE dwelling.building_id = $1', 'WHERE $1::int IS NOT NULL')
    expect(careless).not.toBe(text)
    for (const role of accountRoles) {
      const [row] = await actAs({ role }, (query) => query(careless, [...values]))
      const items = (row?.items ?? []) as { id: number }[]
      const grids = role === 'administrator' ? [] : gridsOf[role]
      expect(items.map(({ id }) => id).sort()).toEqual(
        grids.flatMap((grid) => [grid * 10 + 1, grid * 10 + 2]),
      )
    }
  })
})

describe('a person card', () => {
  const fields = [
    'name',
    'sex',
    'age_band',
    'relation_to_head',
    'identity_number',
    'phone',
    'registration_place',
  ]

  test.each([
    [
      { role: 'operator' },
      'name sex age_band relation_to_head identity_number phone registration_place',
    ],
    [
      { role: 'zone-worker' },
      'name sex age_band relation_to_head identity_number phone registration_place',
    ],
    [{ role: 'grid-leader' }, 'name sex age_band relation_to_head phone'],
    [{ role: 'hotline-agent' }, 'name sex relation_to_head phone'],
    [
      { role: 'department-user', departmentId: 1 },
      'name sex age_band relation_to_head registration_place',
    ],
    [
      { role: 'department-user', departmentId: 2 },
      'name sex age_band relation_to_head identity_number registration_place',
    ],
    [{ role: 'department-user', departmentId: 4 }, ''],
    [{ role: 'administrator' }, ''],
  ] as const)('of %o has %s and nothing more', async (account, expected) => {
    await owner(`UPDATE person SET registration_place = 'here' WHERE registration_place IS NULL`)
    const rows = await actAs(account, (query) => query('SELECT * FROM person_card'))
    const shown = fields.filter((field) => rows.some((row) => row[field] !== null))
    expect(shown).toEqual(expected === '' ? [] : expected.split(' '))
    expect(JSON.stringify(rows)).not.toMatch(/王小明|1980/)
  })
})

describe('the grid of dwellings, households, persons and shops', () => {
  test('follows each move, by whatever and however many hands', async () => {
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('building', 'household', 'person'),
        one: fc.nat(5),
        target: fc.nat(5),
        isConcurrent: fc.boolean(),
      }),
      { minLength: 2, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (moves) => {
        const running: Promise<unknown>[] = []
        for (const move of moves) {
          const work = owner(...toStatement(move)).catch((error) => {
            // Of two that wait for each other one gives way; nothing is half done.
            if (!['40P01', '23505', '23P01'].includes(error.code)) throw error
          })
          if (move.isConcurrent) running.push(work)
          else await work
        }
        await Promise.all(running)
        expect(await findStrays()).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  /** Moves a building over a boundary, a household into another dwelling, a person into another household. */
  function toStatement({
    kind,
    one,
    target,
  }: {
    kind: string
    one: number
    target: number
  }): [string, unknown[]] {
    const household = (1 + (one >> 1)) * 10 + 1 + (one & 1)
    const other = 1 + (target >> 1)
    if (kind === 'building') {
      const [x, y] = [
        [0.5, 0.5],
        [2.5, 0.5],
        [1, 2.5],
      ][target % 3] as [number, number]
      return [
        `UPDATE building SET geom = ST_ForcePolygonCCW(ST_ReducePrecision(ST_Translate(geom,
           118 + $2::float8 / 1000 - ST_XMin(geom) + building_id * 0.00001, 36 + $3::float8 / 1000 - ST_YMin(geom)), 1e-7))
         WHERE building_id = $1`,
        [1 + (one % 3), x, y],
      ]
    }
    if (kind === 'household') {
      return [
        'UPDATE household SET dwelling_id = $2 WHERE household_id = $1',
        [household, other * 100 + 1 + (target & 1)],
      ]
    }
    return [
      `UPDATE person SET household_id = $2, relation_to_head = 'other-relative' WHERE household_id = $1`,
      [household, other * 10 + 1 + (target & 1)],
    ]
  }

  const findStrays = () =>
    owner(`
      SELECT 'dwelling' AS kind, dwelling_id AS id FROM dwelling JOIN building USING (building_id)
        WHERE dwelling.grid_id IS DISTINCT FROM building.grid_id
      UNION ALL SELECT 'shop', shop_id FROM shop JOIN building USING (building_id)
        WHERE shop.grid_id IS DISTINCT FROM building.grid_id
      UNION ALL SELECT 'household', household_id FROM household JOIN dwelling USING (dwelling_id)
        WHERE household.grid_id IS DISTINCT FROM dwelling.grid_id
      UNION ALL SELECT 'person', person_id FROM person JOIN household USING (household_id)
        WHERE person.grid_id IS DISTINCT FROM household.grid_id`)
})
