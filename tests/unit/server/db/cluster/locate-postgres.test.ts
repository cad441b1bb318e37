import { describe, expect, test } from 'vitest'
import {
  isAtLeast,
  isUsable,
  listPostgres,
} from '../../../../../server/db/cluster/locate-postgres.ts'

describe('versions', () => {
  test.each([
    ['3.3.2', '3.3', true],
    ['3.3', '3.3', true],
    ['3.10.0', '3.9', true],
    ['4.0', '3.3', true],
    ['3.2.9', '3.3', false],
    ['2.5', '3.3', false],
    ['3.4.0dev', '3.3', true],
  ])('%s is at least %s: %s', (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected)
  })
})

describe('a PostgreSQL', () => {
  test('without PostGIS, or with an old one, is not usable', () => {
    const installation = { binDir: '/nowhere', major: 15 }
    expect(isUsable({ ...installation, postgisVersion: undefined })).toBe(false)
    expect(isUsable({ ...installation, postgisVersion: '3.1.1' })).toBe(false)
    expect(isUsable({ ...installation, postgisVersion: '3.3.2' })).toBe(true)
  })

  test('is not found in a folder that has none', async () => {
    expect(await listPostgres('/nowhere')).toEqual([])
  })
})
