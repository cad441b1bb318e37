import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listPendingMigrations, migrate } from '../../server/db/migrate.ts'
import { sql } from '../../server/db/sql.ts'
import { inTransaction } from '../../server/db/transaction.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('empty')
})

afterAll(async () => {
  await database.drop()
})

describe('migrations', () => {
  test('leave nothing pending and do nothing the second time', async () => {
    expect(await listPendingMigrations(database.pool)).toEqual([])
    expect(await migrate(database.connectionString)).toEqual([])
  })

  test('are told as pending where the database has not run them', async () => {
    await database.pool.query(
      `DELETE FROM schema_migration
       WHERE id = (SELECT max(id) FROM schema_migration)`,
    )
    expect(await listPendingMigrations(database.pool)).toHaveLength(1)
  })
})

describe('values of the database', () => {
  test('int8 and numeric arrive as numbers, a date as its text', async () => {
    const { rows } = await database.pool.query(
      sql`SELECT ${7}::int8 AS "count", 1.5::numeric AS "share", DATE '2026-02-28' AS "day"`,
    )
    expect(rows).toEqual([{ count: 7, share: 1.5, day: '2026-02-28' }])
  })

  test('an int8 beyond the safe integers is an error, not a wrong number', async () => {
    const query = database.pool.query('SELECT 9007199254740993::int8')
    await expect(query).rejects.toThrow(RangeError)
  })
})

describe('a transaction', () => {
  test('whose connection is cut fails alone: the process and the next transaction go on', async () => {
    const cut = inTransaction(database.pool, (client) =>
      client.query('SELECT pg_terminate_backend(pg_backend_pid())'),
    )
    await expect(cut).rejects.toThrow(/terminat/)
    const next = inTransaction(database.pool, (client) => client.query('SELECT 1'))
    expect((await next).rowCount).toBe(1)
  })

  test('keeps its work when it returns', async () => {
    const city = await inTransaction(database.pool, async (client) => {
      await client.query('CREATE TABLE kept (id int)')
      return 'returned'
    })
    expect(city).toBe('returned')
    expect(await exists('kept')).toBe(true)
  })

  test('leaves nothing behind when it throws, and passes the error on', async () => {
    const work = inTransaction(database.pool, async (client) => {
      await client.query('CREATE TABLE lost (id int)')
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await exists('lost')).toBe(false)
  })

  test('runs under the isolation that was asked for', async () => {
    const isolation = await inTransaction(
      database.pool,
      async (client) => (await client.query('SHOW transaction_isolation')).rows[0],
      { isolation: 'SERIALIZABLE' },
    )
    expect(isolation).toEqual({ transaction_isolation: 'serializable' })
  })

  test('may be forbidden to write', async () => {
    const work = inTransaction(
      database.pool,
      (client) => client.query('CREATE TABLE forbidden (id int)'),
      { isReadOnly: true },
    )
    await expect(work).rejects.toThrow(/read-only transaction/)
  })
})

async function exists(table: string): Promise<boolean> {
  const { rows } = await database.pool.query('SELECT to_regclass($1) IS NOT NULL AS "exists"', [
    table,
  ])
  return rows[0].exists
}
