import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
const lines: string[] = []
/** Pino's number for what only a developer wants to read. */
const DEBUG = 20

beforeAll(async () => {
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  app = await openTestApp(database, {
    environment: { LOG_LEVEL: 'debug' },
    logStream: { write: (line) => lines.push(line) },
  })
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

describe('the log', () => {
  test('tells a right that the application lacks, the caller only that it is refused', async () => {
    await database.pool.query('REVOKE SELECT (trade) ON shop_state FROM digital_community_city')
    const answer = await app.inject('/api/v1/shops/1')
    await database.pool.query('GRANT SELECT (trade) ON shop_state TO digital_community_city')
    expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/not-allowed'])
    const told = lines
      .map((one) => JSON.parse(one))
      .filter(({ operation }) => operation === 'getShop')
    expect(told).toEqual([expect.objectContaining({ status: 403, path: '/api/v1/shops/1' })])
    expect(told[0]).not.toHaveProperty('isAborted')
    const line = lines.find((one) => one.includes('the application lacks a right')) ?? '{}'
    expect(JSON.parse(line).err).toMatchObject({ message: 'SQLSTATE 42501' })
  })

  test('takes nobody who goes away for a failure; the statement ends with the caller, who is in the log', async () => {
    const { port } = await app.listen()
    const { cookie } = await signInAs(database.pool, 'operator')
    const owner = await database.pool.connect()
    try {
      await owner.query('BEGIN')
      await owner.query('LOCK TABLE shop IN ACCESS EXCLUSIVE MODE')
      const socket = connect(port, '127.0.0.1')
      const body = '{"q":"shop"}'
      const head = `Host: 127.0.0.1\r\nCookie: ${cookie}\r\nContent-Type: application/json`
      socket.write(
        `POST /api/v1/search HTTP/1.1\r\n${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      )
      await untilWaiting(1)
      socket.destroy()
      await untilWaiting(0)
    } finally {
      await owner.query('ROLLBACK')
      owner.release()
    }
    const findFailure = () => lines.find((line) => line.includes('request failed'))
    while (!findFailure()) await sleep(20)
    expect(JSON.parse(findFailure() ?? '{}').level).toBe(DEBUG)
    const ofSearch = lines
      .map((line) => JSON.parse(line))
      .filter(({ operation }) => operation === 'search')
    expect(ofSearch).toEqual([
      expect.objectContaining({ msg: 'request', path: '/api/v1/search', isAborted: true }),
    ])
  })
})

/** Until so many statements wait for the lock; the owner may not look into other sessions. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_locks
       WHERE relation = 'shop'::regclass AND NOT granted`,
    )
    if (rows[0]?.count === count) return
    await sleep(20)
  }
}
