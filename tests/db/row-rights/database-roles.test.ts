import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountRoles } from '../../../server/contract/access.ts'
import {
  EXPECTED_DEFINER_FUNCTIONS,
  EXPECTED_TABLE_RIGHTS,
  EXPECTED_VIEWS,
} from './expected-rights.ts'
import { listDefinerFunctions, listTableRights, listViews } from './list-rights.ts'
import { openTwoZones, outcomeOf, type Query, type TwoZones } from './two-zones.ts'

let zones: TwoZones

beforeAll(async () => {
  zones = await openTwoZones()
})
afterAll(() => zones?.drop())

describe('what the roles of the database may do', () => {
  const lines = (text: string) => text.trim().split('\n')

  test('with tables and views is written down', async () => {
    expect(await listTableRights(zones.database.pool)).toEqual(lines(EXPECTED_TABLE_RIGHTS))
  })

  test('by functions with the rights of the owner is written down', async () => {
    expect(await listDefinerFunctions(zones.database.pool)).toEqual(
      lines(EXPECTED_DEFINER_FUNCTIONS),
    )
  })

  test('through views is written down', async () => {
    expect(await listViews(zones.database.pool)).toEqual(lines(EXPECTED_VIEWS))
  })

  test('is what really happens: each forbidden statement is refused', async () => {
    const wrong: string[] = []
    for (const role of ['operator', 'zone-worker'] as const) {
      const column = role === 'operator' ? 1 : 2
      await zones.actAs({ role }, async (query) => {
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
    const columns = await zones.owner(
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
      await zones.actAs({ role }, async (query) => {
        for (const column of ['name', 'phone_sealed', 'identity_number_index', '*']) {
          expect(await outcomeOf(query, `SELECT ${column} FROM person`)).toBe('42501')
        }
      })
    }
  })
})

describe('before anybody acts', () => {
  test('nothing of the city can be read', async () => {
    const relations = await zones.owner(
      `SELECT relname::text AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')`,
    )
    const readable: string[] = []
    await zones.client.query('BEGIN')
    const query: Query = async (text) => (await zones.client.query(text)).rows
    for (const { name } of relations) {
      if ((await outcomeOf(query, `SELECT FROM ${name}`)) === 'done') readable.push(String(name))
    }
    await zones.client.query('ROLLBACK')
    expect(readable.sort()).toEqual([
      'access_setting',
      'geography_columns',
      'geometry_columns',
      'schema_migration',
      'spatial_ref_sys',
    ])
  })

  test('nobody acts by settings: without act() the policies let nothing pass', async () => {
    await zones.client.query('BEGIN')
    await zones.client.query(
      `SELECT set_config('actor.scope', 'city', true), set_config('actor.permissions', 'registry.read', true)`,
    )
    await expect(zones.client.query('SELECT * FROM household')).rejects.toMatchObject({
      code: '42501',
    })
    await zones.client.query('ROLLBACK')
    await zones.client.query('BEGIN; SET LOCAL ROLE digital_community_area')
    const { rows } = await zones.client.query(
      'SELECT (SELECT count(*) FROM building) + (SELECT count(*) FROM household) + (SELECT count(*) FROM person_card) AS count',
    )
    expect(Number(rows[0].count)).toBe(0)
    await zones.client.query('ROLLBACK')
  })
})
