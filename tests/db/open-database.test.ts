import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasCity, openDatabase } from '../../server/db/open-database.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('empty')
})

afterAll(async () => {
  await database.drop()
})

describe('DATABASE_URL', () => {
  test('opens a server with PostGIS and leaves it running', async () => {
    const opened = await open(database.connectionString)
    expect(opened).toMatchObject({ connectionString: database.connectionString, isPrivate: false })
    await opened.stop()
    expect(await hasCity(database.connectionString)).toBe(false)
  })

  test('with a wrong password is refused without repeating it', async () => {
    const url = new URL(database.connectionString)
    url.password = 'not-the-password'
    await expect(open(url.href)).rejects.toThrow(
      /^The server of DATABASE_URL refuses this user or password/,
    )
  })

  test('to a database that does not exist says how to create it', async () => {
    const url = new URL(database.connectionString)
    url.pathname = '/no_such_database'
    await expect(open(url.href)).rejects.toThrow(/no such database .*createdb/)
  })

  test('to a server that does not answer says what to do', async () => {
    await expect(open('postgresql://u:p@127.0.0.1:1/x')).rejects.toThrow(
      /cannot be reached \(connect ECONNREFUSED.*unset it to use a private database/,
    )
  })
})

function open(databaseUrl: string) {
  return openDatabase({ databaseUrl, dataDir: '/nowhere', pgBin: undefined })
}
