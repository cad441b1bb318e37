import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Classification, StatisticsTable } from '../../../server/contract/statistics.ts'
import { areaLevels } from '../../../server/contract/vocabulary.ts'
import { hashToken } from '../../../server/http/acting.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { createReader } from '../../helpers/statistics-reader.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'
import { type Credentials, cellsOf, countIn, getTable, readAll, sourcesOf } from './tables.ts'

let database: TestDatabase
let app: TestApp
let operator: Credentials
let administrator: Credentials

beforeAll(async () => {
  database = await createTestDatabase('city')
  app = await openTestApp(database)
  operator = await signInAs(database.pool, 'operator')
  administrator = await signInAs(database.pool, 'administrator')
  await emptyOneGrid()
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

describe('exact numbers', () => {
  for (const [by, source] of Object.entries(sourcesOf())) {
    test(`by ${by} are those of the tables themselves, on every level`, async () => {
      const { rows } = await database.pool.query<{ path: string[]; class: string; size: number }>(
        `SELECT ARRAY['community:' || zone.community_id, 'zone:' || grid.zone_id,
           'grid:' || grid.grid_id, 'city'] AS path, class, count(*)::int AS size
         FROM (${source}) AS counted JOIN building USING (building_id)
         JOIN grid ON grid.grid_id = building.grid_id JOIN zone USING (zone_id)
         GROUP BY 1, 2`,
      )
      const exact = new Map<string, number>()
      for (const { path, class: name, size } of rows) {
        for (const area of path) {
          const key = `${area} ${name}`
          exact.set(key, (exact.get(key) ?? 0) + size)
        }
      }
      for (const level of areaLevels) {
        const table = await getTable(app, operator, level, by as Classification)
        expect(table.isSuppressed).toBe(false)
        const given = new Map(
          table.rows.flatMap(({ id, cells }) =>
            cells.map((cell, column) => [
              `${level}:${id} ${table.columns[column]?.key}`,
              countIn(cell) ?? -1,
            ]),
          ),
        )
        for (const [key, value] of given) expect([key, value]).toEqual([key, exact.get(key) ?? 0])
        for (const { total, cells } of table.rows) {
          expect(countIn(total)).toBe(cells.reduce((sum, cell) => sum + (countIn(cell) ?? 0), 0))
        }
        const keys = [...exact.keys()].filter((key) => key.startsWith(`${level}:`))
        expect(keys.filter((key) => !given.has(key))).toEqual([])
      }
    })
  }

  test('of shops are for everybody: shops are no persons', async () => {
    const exact = await getTable(app, operator, 'grid', 'trade')
    expect(await getTable(app, administrator, 'grid', 'trade')).toEqual(exact)
  })
})

describe('small numbers', () => {
  test('are never shown to who sees statistics only, and what is shown is exact', async () => {
    for (const by of ['age', 'sex', 'registration', 'household-size', 'tenure'] as const) {
      for (const level of areaLevels) {
        const exact = cellsOf(await getTable(app, operator, level, by))
        const table = await getTable(app, administrator, level, by)
        expect(table.isSuppressed).toBe(true)
        const wrong = cellsOf(table).filter((cell, place) => {
          const value = countIn(exact[place]) ?? 0
          return 'value' in cell
            ? cell.value !== value || value < 5
            : cell.kind === 'small' && value >= 5
        })
        expect([by, level, wrong]).toEqual([by, level, []])
      }
    }
  })

  test('cannot be computed from all levels and all tables of persons together', async () => {
    const published = await readAll(app, administrator, ['age', 'sex', 'registration'])
    const exact = await readAll(app, operator, ['age', 'sex', 'registration'])
    const reader = createReader(published)
    const truth = [...exact.totals, ...exact.tables.flat(2)].map((cell) => countIn(cell) ?? 0)
    const cells = [...published.totals, ...published.tables.flat(2)]
    const learned = cells.filter((cell, place) => {
      if ('value' in cell) return false
      const [least, most] = reader.boundsOf(place)
      return (truth[place] ?? 0) < 5 ? least > 0 || most < 4 : least === most
    })
    expect(learned).toEqual([])
    const kinds = new Set(cells.map((cell) => ('value' in cell ? 'shown' : cell.kind)))
    expect(kinds).toEqual(new Set(['shown', 'small', 'hidden']))
  })

  test('hide the same totals in every table of persons', async () => {
    const totals = async (by: Classification) =>
      (await getTable(app, administrator, 'grid', by)).rows.map(({ total }) => total)
    const byAge = await totals('age')
    expect(byAge.some((total) => !('value' in total))).toBe(true)
    expect(await totals('sex')).toEqual(byAge)
    expect(await totals('registration')).toEqual(byAge)
  })

  test('of households leave communities only, because sizes times households are persons', async () => {
    const isOpen = ({ rows }: StatisticsTable) =>
      rows.every(({ total, cells }) => [total, ...cells].every((cell) => 'value' in cell))
    expect(isOpen(await getTable(app, administrator, 'community', 'household-size'))).toBe(true)
    const zones = await getTable(app, administrator, 'zone', 'household-size')
    expect(cellsOf(zones).every((cell) => 'kind' in cell && cell.kind === 'hidden')).toBe(true)
  })

  test('are hidden from a department without fields, in its area as in the whole city', async () => {
    const zoneId = await pickId('SELECT min(zone_id) AS id FROM zone')
    const inCity = await signInAsDepartment(4, null)
    const inZone = await signInAsDepartment(4, zoneId)
    const whole = await getTable(app, administrator, 'grid', 'age')
    expect(await getTable(app, inCity, 'grid', 'age')).toEqual(whole)
    const part = await getTable(app, inZone, 'grid', 'age')
    expect(part.city).toBeNull()
    expect(part.rows).toEqual(whole.rows.filter(({ parentId }) => parentId === zoneId))
    expect(part.rows.length).toBeGreaterThan(1)
  })

  test('are exact for a department that sees persons, and hidden from its key without them', async () => {
    expect(
      (await getTable(app, await signInAsDepartment(1, null), 'zone', 'sex')).isSuppressed,
    ).toBe(false)
    const key = await createKey(['statistics.read'])
    expect((await getTable(app, key, 'zone', 'sex')).isSuppressed).toBe(true)
  })
})

/** A grid in which three people are left: its total is small, too. */
async function emptyOneGrid(): Promise<void> {
  const gridId = await pickId(
    `SELECT grid_id AS id FROM person WHERE grid_id IS NOT NULL
     GROUP BY 1 ORDER BY count(*), 1 LIMIT 1`,
  )
  await database.pool.query(
    `UPDATE person SET household_id = NULL
     WHERE grid_id = $1 AND person_id NOT IN (
       SELECT person_id FROM person WHERE grid_id = $1 ORDER BY person_id LIMIT 3)`,
    [gridId],
  )
}

async function pickId(statement: string): Promise<number> {
  return (await database.pool.query<{ id: number }>(statement)).rows[0]?.id ?? 0
}

async function signInAsDepartment(
  departmentId: number,
  zoneId: number | null,
): Promise<Credentials> {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO account (name, display_name, role, department_id, zone_id)
     VALUES ('department-' || $1::int || '-' || coalesce($2::int, 0), '部门', 'department-user', $1, $2)
     RETURNING account_id AS id`,
    [departmentId, zoneId],
  )
  const token = randomBytes(32).toString('base64url')
  await database.pool.query(
    'INSERT INTO account_session (account_id, token_hash) VALUES ($1, $2)',
    [rows[0]?.id, hashToken(token)],
  )
  return { cookie: `digital_community_session=${token}` }
}

async function createKey(scopes: string[]): Promise<Credentials> {
  const key = randomBytes(32).toString('base64url')
  await database.pool.query(
    `INSERT INTO api_key (account_id, name, hint, token_hash, scopes, expires_at)
     SELECT account_id, 'numbers', 'dc', $1, $2, now() + interval '1 day'
     FROM account WHERE role = 'operator' LIMIT 1`,
    [hashToken(key), scopes],
  )
  return { authorization: `Bearer ${key}` }
}
