import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTwoZones, type TwoZones } from './two-zones.ts'

let zones: TwoZones

beforeAll(async () => {
  zones = await openTwoZones()
})
afterAll(() => zones?.drop())

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
    await zones.owner(
      `UPDATE person SET registration_place = 'here' WHERE registration_place IS NULL`,
    )
    const rows = await zones.actAs(account, (query) => query('SELECT * FROM person_card'))
    const shown = fields.filter((field) => rows.some((row) => row[field] !== null))
    expect(shown).toEqual(expected === '' ? [] : expected.split(' '))
    expect(JSON.stringify(rows)).not.toMatch(/王小明|1980/)
  })
})
