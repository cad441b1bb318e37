import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyChain } from '../../../scripts/audit/verify-chain.ts'
import { gateDatabase } from '../../../server/db/acting.ts'
import { ensureApplicationRole } from '../../../server/db/application-role.ts'
import { createPool, type Pool } from '../../../server/db/pool.ts'
import { anchorAudit } from '../../../server/features/audit/audit-upkeep.ts'
import { createMasterKey, type Keyring } from '../../../server/privacy/keyring.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'

const keyring: Keyring = [createMasterKey(1)]
let database: TestDatabase
let application: Pool

beforeAll(async () => {
  database = await createTestDatabase('empty')
  application = createPool(await ensureApplicationRole(database.connectionString))
})
afterAll(async () => {
  await application?.end()
  await database?.drop()
})
beforeEach(async () => {
  await database.pool.query('TRUNCATE audit_entry, audit_anchor')
  await database.pool.query(`UPDATE audit_head SET entry_id = 0, hash = sha256('start'),
    start_entry_id = 0, start_hash = sha256('start')`)
  for (let number = 1; number <= 6; number++) await append(number)
})

const append = (number: number) =>
  database.pool.query(`SELECT audit('test.write', 'test', $1::int, ARRAY[$1::int])`, [number])
const change = (statement: string) => database.pool.query(statement)
const anchor = () => anchorAudit(gateDatabase(application), keyring)
const faultOf = async (expectedHead?: { entryId: number; hash: Buffer }) =>
  (await verifyChain(database.pool, { keyring, expectedHead })).fault
const readHead = async () =>
  (await verifyChain(database.pool, { keyring, expectedHead: undefined })).head

/** What somebody does who may write the table and knows how the hashes are made. */
const rewriteFrom = (entryId: number) =>
  change(`
    DO $$
    DECLARE
      one audit_entry;
      before bytea := (SELECT hash FROM audit_entry WHERE entry_id = ${entryId - 1});
    BEGIN
      FOR one IN SELECT * FROM audit_entry WHERE entry_id >= ${entryId} ORDER BY entry_id LOOP
        one.purpose := 'invented';
        one.previous_hash := before;
        one.hash := audit_digest(one);
        UPDATE audit_entry SET purpose = one.purpose, previous_hash = one.previous_hash,
          hash = one.hash WHERE entry_id = one.entry_id;
        before := one.hash;
      END LOOP;
      UPDATE audit_head SET hash = before;
    END
    $$`)

/** Cuts the end off and moves the head back, so that the chain itself shows nothing. */
const cutAfter = async (entryId: number) => {
  await change(`DELETE FROM audit_entry WHERE entry_id > ${entryId}`)
  await change(`UPDATE audit_head SET entry_id = ${entryId},
    hash = (SELECT hash FROM audit_entry WHERE entry_id = ${entryId})`)
}

describe('the chain of the audit', () => {
  test('is whole as it was written', async () => {
    await anchor()
    const report = await verifyChain(database.pool, { keyring, expectedHead: await readHead() })
    expect(report).toMatchObject({ entryCount: 6, anchorCount: 1, fault: undefined })
    expect(report.head.entryId).toBe(6)
  })

  test.each(['account_name', 'role', 'action', 'subject_kind', 'purpose', 'origin'])(
    'shows that %s of an entry was changed',
    async (column) => {
      await change(`UPDATE audit_entry SET ${column} = 'other' WHERE entry_id = 3`)
      expect(await faultOf()).toEqual({ entryId: 3, kind: 'changed' })
    },
  )

  test('shows that persons, fields, detail or the time of an entry were changed', async () => {
    for (const assignment of [
      `person_ids = '{9}'`,
      `fields = '{phone}'`,
      `detail = '{"a": 1}'`,
      `happened_at = happened_at + interval '1 microsecond'`,
      'account_id = 7',
      'subject_id = 7',
    ]) {
      await change(
        `CREATE TEMPORARY TABLE IF NOT EXISTS nothing (x int); UPDATE audit_entry SET ${assignment} WHERE entry_id = 4`,
      )
      expect(await faultOf(), assignment).toMatchObject({ kind: 'changed' })
    }
  })

  test('shows that an entry was removed', async () => {
    await change('DELETE FROM audit_entry WHERE entry_id = 3')
    expect(await faultOf()).toEqual({ entryId: 4, kind: 'removed-before' })
  })

  test('shows that the first entries were removed', async () => {
    await change('DELETE FROM audit_entry WHERE entry_id <= 2')
    expect(await faultOf()).toEqual({ entryId: 3, kind: 'removed-before' })
  })

  test('shows that the first entries were removed and the start moved with them', async () => {
    await change(`UPDATE audit_head SET start_entry_id = 2,
      start_hash = (SELECT hash FROM audit_entry WHERE entry_id = 2)`)
    await change('DELETE FROM audit_entry WHERE entry_id <= 2')
    expect(await faultOf()).toEqual({ entryId: 2, kind: 'start-unexplained' })
  })

  test('shows that two entries changed places', async () => {
    await change('UPDATE audit_entry SET entry_id = -entry_id WHERE entry_id IN (3, 4)')
    await change('UPDATE audit_entry SET entry_id = 7 + entry_id WHERE entry_id < 0')
    expect(await faultOf()).toEqual({ entryId: 3, kind: 'order' })
  })

  test('shows that entries at its end were removed', async () => {
    await change('DELETE FROM audit_entry WHERE entry_id >= 5')
    expect(await faultOf()).toEqual({ entryId: 6, kind: 'removed-at-end' })
  })

  test('that was cut together with its head shows against a signature and a noted head', async () => {
    const head = await readHead()
    await cutAfter(4)
    expect(await faultOf()).toBeUndefined()
    expect(await faultOf(head)).toEqual({ entryId: 6, kind: 'truncated' })
  })

  test('that was cut shows against a signed head', async () => {
    await anchor()
    await cutAfter(4)
    expect(await faultOf()).toEqual({ entryId: 6, kind: 'truncated' })
  })

  test('that was rewritten from the middle shows against a signature and a noted head', async () => {
    await rewriteFrom(3)
    expect(await faultOf()).toBeUndefined()
    await append(7)
    await anchor()
    const head = await readHead()
    await rewriteFrom(3)
    expect(await faultOf()).toEqual({ entryId: 7, kind: 'rewritten' })
    await change('DELETE FROM audit_anchor')
    expect(await faultOf(head)).toEqual({ entryId: 7, kind: 'rewritten' })
  })

  test('does not believe a signature that was made without the key', async () => {
    await anchor()
    await change(`UPDATE audit_anchor SET signature = sha256('guessed')`)
    expect(await faultOf()).toEqual({ entryId: 6, kind: 'anchor-forged' })
  })

  test('stays whole when eight write at once', async () => {
    const writers = createPool(database.connectionString, { maxConnections: 8 })
    try {
      await Promise.all(
        Array.from({ length: 8 }, async (_, writer) => {
          for (let round = 0; round < 25; round++) {
            await writers.query(`SELECT audit('test.write', 'test', $1)`, [writer])
          }
        }),
      )
    } finally {
      await writers.end()
    }
    const report = await verifyChain(database.pool, { keyring, expectedHead: undefined })
    expect(report).toMatchObject({ entryCount: 206, fault: undefined })
    expect(report.head.entryId).toBe(206)
  })

  test('has no gap where a transaction was taken back', async () => {
    const client = await database.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(`SELECT audit('test.write', 'test', 7)`)
      await client.query('ROLLBACK')
    } finally {
      client.release()
    }
    await append(8)
    expect(await faultOf()).toBeUndefined()
  })
})

describe("the application's role", () => {
  test.each([
    `UPDATE audit_entry SET purpose = 'x'`,
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    'UPDATE audit_head SET entry_id = 1',
    'DELETE FROM audit_head',
    'DELETE FROM audit_anchor',
    `UPDATE audit_anchor SET signature = sha256('x')`,
    'UPDATE retention_rule SET keep_months = 600',
    'SELECT drop_old_audit(now(), false)',
    'SELECT append_audit_entry(NULL)',
  ])('may not %s, whatever it steps into', async (statement) => {
    for (const role of ['gate', 'city', 'area']) {
      const client = await application.connect()
      try {
        await client.query('BEGIN')
        await client.query(`SET LOCAL ROLE digital_community_${role}`)
        await expect(client.query(statement), role).rejects.toMatchObject({ code: '42501' })
      } finally {
        await client.query('ROLLBACK')
        client.release()
      }
    }
  })
})
