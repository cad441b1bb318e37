import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  createBuilding,
  createHousehold,
  createPerson,
  createSmallCity,
} from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.pool.query('TRUNCATE building CASCADE')
  await createBuilding(database.pool, 1, [1, 1, 1.5, 2], 3)
  await createBuilding(database.pool, 2, [2, 1, 2.5, 2], 3)
  await createHousehold(database.pool, 1, 101)
})

describe('constraints', () => {
  test('a household has one head at most', async () => {
    await createPerson(database.pool, 1, 'head')
    await expect(createPerson(database.pool, 1, 'head')).rejects.toMatchObject({
      constraint: 'person_one_head_per_household',
    })
  })

  test('unit, floor and door are unique in a building, unless retired', async () => {
    const again = (retired: boolean) =>
      database.pool.query(
        `INSERT INTO dwelling (building_id, unit_id, floor, door, tenure, is_retired)
         VALUES (1, 1, 1, 1, 'commercial', $1)`,
        [retired],
      )
    await expect(again(false)).rejects.toMatchObject({ constraint: 'dwelling_door_unique' })
    await expect(again(true)).resolves.toBeDefined()
  })

  test('a person lives in one place at a time', async () => {
    await createPerson(database.pool, 1, 'head')
    const live = (dwelling: number, valid: string) =>
      database.pool.query(
        `INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
         SELECT max(person_id), $1, 'lives', $2, 'visit' FROM person`,
        [dwelling, valid],
      )
    await live(101, '[2010-01-01,2020-01-01)')
    await live(201, '[2020-01-01,)')
    await expect(live(102, '[2015-01-01,2016-01-01)')).rejects.toMatchObject({
      constraint: 'residence_lives_in_one_place',
    })
  })
})

describe('counts of a building', () => {
  test('follow inserts, moves and deletes', async () => {
    await createPerson(database.pool, 1, 'head')
    await createPerson(database.pool, 1)
    expect(await counts()).toEqual([
      [3, 1, 2],
      [3, 0, 0],
    ])
    await database.pool.query('UPDATE household SET dwelling_id = 201 WHERE household_id = 1')
    expect(await counts()).toEqual([
      [3, 0, 0],
      [3, 1, 2],
    ])
    await database.pool.query('DELETE FROM person')
    await database.pool.query('DELETE FROM household')
    await database.pool.query('UPDATE dwelling SET is_retired = true WHERE dwelling_id = 101')
    expect(await counts()).toEqual([
      [2, 0, 0],
      [3, 0, 0],
    ])
  })

  test('are right when a household moves while a person joins it', async () => {
    const mover = await database.pool.connect()
    await mover.query('BEGIN')
    await mover.query('UPDATE household SET dwelling_id = 201 WHERE household_id = 1')
    const joining = createPerson(database.pool, 1)
    await mover.query('SELECT pg_sleep(0.2)')
    await mover.query('COMMIT')
    mover.release()
    await joining
    expect(await counts()).toEqual([
      [3, 0, 0],
      [3, 1, 1],
    ])
  })

  test('are right after many writers at once', async () => {
    await createHousehold(database.pool, 2, 201)
    await Promise.all(
      Array.from({ length: 24 }, (_, index) => createPerson(database.pool, (index % 2) + 1)),
    )
    expect(await counts()).toEqual([
      [3, 1, 12],
      [3, 1, 12],
    ])
  })
})

describe('masking', () => {
  test('keeps the length of a name and shows at most its first and last letter', async () => {
    const letters = fc.array(fc.constantFrom(...'王李欧阳小明伟'), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(letters, async (name) => {
        const { rows } = await database.pool.query('SELECT mask_name($1) AS masked', [
          name.join(''),
        ])
        const masked: string[] = [...rows[0].masked]
        expect(masked).toHaveLength(name.length)
        expect(masked.filter((letter) => letter === '*')).toHaveLength(
          Math.max(1, name.length - (name.length === 2 ? 1 : 2)),
        )
      }),
      { numRuns: 40 },
    )
  })
})

describe('versions of the data', () => {
  test('rise with a commit, not with a rollback', async () => {
    const before = await buildingVersion()
    const client = await database.pool.connect()
    await client.query('BEGIN')
    await client.query(`UPDATE building SET name = 'x'`)
    expect(await buildingVersion()).toBe(before)
    await client.query('ROLLBACK')
    expect(await buildingVersion()).toBe(before)
    await client.query(`UPDATE building SET name = 'x'`)
    client.release()
    expect(await buildingVersion()).toBe(before + 1)
  })
})

async function buildingVersion(): Promise<number> {
  const { rows } = await database.pool.query(
    `SELECT version FROM data_version WHERE topic = 'building'`,
  )
  return rows[0].version
}

async function counts(): Promise<number[][]> {
  const { rows } = await database.pool.query(
    `SELECT dwelling_count, household_count, person_count FROM building ORDER BY building_id`,
  )
  return rows.map(Object.values)
}
