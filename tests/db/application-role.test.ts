import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureApplicationRole } from '../../server/db/application-role.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

let databases: TestDatabase[]

beforeAll(async () => {
  databases = await Promise.all(Array.from({ length: 6 }, () => createTestDatabase('empty')))
})
afterAll(async () => {
  for (const database of databases) await database.drop()
})

describe('the role of the application', () => {
  test('is set up by several databases of one server at the same moment', async () => {
    const urls = databases.map(({ connectionString }) => connectionString)
    // A role that cannot connect is set up anew.
    for (const { pool, connectionString } of databases) {
      const name = new URL(connectionString).pathname.slice(1)
      await pool.query(`REVOKE CONNECT ON DATABASE ${pg.escapeIdentifier(name)} FROM PUBLIC`)
    }
    for (const url of await Promise.all(urls.map(ensureApplicationRole))) {
      const client = new pg.Client(url)
      await client.connect()
      const { rows } = await client.query('SELECT current_user AS name')
      expect(rows[0].name).toMatch(/_app$/)
      await client.end()
    }
  })
})
