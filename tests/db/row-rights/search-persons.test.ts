import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTwoZones, type TwoZones } from './two-zones.ts'

let zones: TwoZones

beforeAll(async () => {
  zones = await openTwoZones()
  await zones.owner(`UPDATE person SET pinyin = 'wangxiaoming', initials = 'wxm'`)
})
afterAll(() => zones?.drop())

describe('searching persons', () => {
  test.each([
    ['name', '王小明'],
    ['name', '王'],
    ['pinyin', 'wxm'],
    ['pinyin', 'wang'],
    ['phone', '1'],
    ['identity-number', '1'],
  ])('by %s %s gives nobody of another area, whatever the query forgets', async (by, key) => {
    const found = await zones.actAs({ role: 'zone-worker' }, (query) =>
      query(
        `SELECT found_person_id AS id FROM search_persons($1, $2, ARRAY[sha256('11'), sha256('31')], 100)`,
        [by, key],
      ),
    )
    const own = await zones.owner(
      `SELECT person_id AS id FROM person JOIN grid USING (grid_id)
       WHERE zone_id = 1 AND ($1 IN ('name', 'pinyin') OR phone_index = sha256('11'))`,
      [by],
    )
    const ids = (rows: Record<string, unknown>[]) => rows.map(({ id }) => Number(id)).sort()
    expect(ids(found)).toEqual(ids(own))
  })

  test('gives nobody to who may not read the registry, or acts for nobody', async () => {
    const ask = `SELECT * FROM search_persons('name', '王', '{}', 100)`
    expect(await zones.actAs({ role: 'administrator' }, (query) => query(ask))).toEqual([])
    await expect(zones.client.query(ask)).rejects.toMatchObject({ code: '42501' })
  })

  test('gives a hundred at most, and nobody for nothing', async () => {
    await zones.owner(
      `INSERT INTO person (household_id, relation_to_head, name, sex, birth_date)
       SELECT 11, 'other-relative', '王多', 'male', '1980-05-01'
       FROM generate_series(1, 150)`,
    )
    const count = (by: string, key: string) =>
      zones.actAs({ role: 'operator' }, async (query) => {
        const rows = await query(`SELECT * FROM search_persons('${by}', '${key}', '{}', 100000)`)
        return rows.length
      })
    expect([await count('name', '王'), await count('name', ''), await count('pinyin', '')]).toEqual(
      [100, 0, 0],
    )
  })
})
