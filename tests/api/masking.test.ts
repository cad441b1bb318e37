import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../server/config.ts'
import { loadKeyring } from '../../server/privacy/keyring.ts'
import { createSealer } from '../../server/privacy/sealing.ts'
import {
  createBuilding,
  createHousehold,
  createPerson,
  createSmallCity,
} from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
beforeAll(async () => {
  database = await createTestDatabase('empty')
  app = await openTestApp(database)
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  await createBuilding(database.pool, 1, [1, 1, 2, 2], 1)
  await createHousehold(database.pool, 1, 101)
  await createPerson(database.pool, 1, 'head')
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

const numerals = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))

describe('what a list says of a person', () => {
  test('holds no run of four digits of number or phone, and of the name its ends at most', async () => {
    const { piiKey, dataDir } = loadConfig()
    const sealer = createSealer(await loadKeyring(piiKey, dataDir))
    await fc.assert(
      fc.asyncProperty(
        numerals(18),
        numerals(11),
        fc.string({ unit: fc.constantFrom(...'王李欧阳明婷·Aé𠮷'), minLength: 1, maxLength: 8 }),
        async (number, phone, name) => {
          const sealed = sealer.seal(1, 'identity-number', number)
          const sealedPhone = sealer.seal(1, 'phone', phone)
          await database.pool.query(
            `UPDATE person SET name = $1, identity_number_sealed = $2, identity_number_index = $3,
               identity_number_masked = $4, phone_sealed = $5, phone_index = $6, phone_masked = $7`,
            [
              name,
              sealed.sealed,
              sealed.index,
              sealed.masked,
              sealedPhone.sealed,
              sealedPhone.index,
              sealedPhone.masked,
            ],
          )
          const { members } = (await app.inject('/api/v1/households/1')).json()
          const [{ name: shown, identityNumber, phone: shownPhone }] = members
          expect(`${identityNumber} ${shownPhone}`).not.toMatch(/\d{4}/)
          const letters = [...name]
          const ends = letters.length < 3 ? letters[0] : letters[0]! + letters.at(-1)
          expect(shown.replaceAll('*', '')).toBe(letters.length === 1 ? '' : ends)
          expect([...shown]).toHaveLength(letters.length)
        },
      ),
      { numRuns: 60 },
    )
  })
})
