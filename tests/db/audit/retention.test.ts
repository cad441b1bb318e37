import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyChain } from '../../../scripts/audit/verify-chain.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase('empty')
})
afterAll(() => database?.drop())
beforeEach(async () => {
  await database.pool.query('TRUNCATE audit_entry, audit_anchor, sign_in_failure')
  await database.pool.query(`UPDATE audit_head SET entry_id = 0, hash = sha256('start'),
    start_entry_id = 0, start_hash = sha256('start')`)
})

/** Appends entries as if they had been written so many months ago, oldest first. */
async function appendAged(months: number[]): Promise<void> {
  for (const age of months) {
    await database.pool.query(`SELECT audit('household.read', 'household', 1)`)
    await database.pool.query(
      `UPDATE audit_entry SET happened_at = now() - make_interval(months => $1)
       WHERE entry_id = (SELECT max(entry_id) FROM audit_entry)`,
      [age],
    )
    await database.pool.query(`
      UPDATE audit_entry SET hash = audit_digest(audit_entry)
      WHERE entry_id = (SELECT entry_id FROM audit_head)`)
    await database.pool.query(`
      UPDATE audit_head SET hash = (SELECT hash FROM audit_entry ORDER BY entry_id DESC LIMIT 1)`)
  }
}

const apply = async (isDryRun: boolean) => {
  const { rows } = await database.pool.query<{ kind: string; row_count: number }>(
    'SELECT kind, row_count FROM apply_retention($1)',
    [isDryRun],
  )
  return Object.fromEntries(rows.map(({ kind, row_count }) => [kind, row_count]))
}
const verify = () => verifyChain(database.pool, { keyring: undefined, expectedHead: undefined })

describe('retention', () => {
  test('drops the oldest end of the audit, says so in it, and leaves it whole', async () => {
    await appendAged([40, 37, 35, 1])
    expect(await apply(false)).toMatchObject({ audit: 2 })
    expect(await verify()).toMatchObject({ entryCount: 3, startEntryId: 2, fault: undefined })
    const { rows } = await database.pool.query(
      `SELECT account_name, role, detail FROM audit_entry WHERE action = 'retention.apply'`,
    )
    expect(rows).toEqual([
      {
        account_name: 'retention',
        role: 'system',
        detail: expect.objectContaining({
          dropped: expect.objectContaining({ audit: 2 }),
          startEntryId: 2,
        }),
      },
    ])
  })

  test('keeps on verifying after it was applied again and again', async () => {
    await appendAged([60, 50])
    await apply(false)
    await database.pool.query(`SELECT audit('test.write', 'test', 1)`)
    await apply(false)
    expect((await verify()).fault).toBeUndefined()
  })

  test('only counts in a dry run, and appends nothing', async () => {
    await appendAged([40, 1])
    expect(await apply(true)).toMatchObject({ audit: 1 })
    expect(await verify()).toMatchObject({ entryCount: 2, startEntryId: 0, fault: undefined })
  })

  test('writes nothing down where nothing was dropped', async () => {
    await appendAged([1])
    await apply(false)
    expect((await verify()).entryCount).toBe(1)
  })

  test('cannot be told to keep records of reading for less than three years', async () => {
    await expect(
      database.pool.query(`UPDATE retention_rule SET keep_months = 35 WHERE kind = 'audit'`),
    ).rejects.toMatchObject({ constraint: 'retention_rule_audit_three_years' })
  })

  test('drops old sign-in failures and sessions that are over', async () => {
    await database.pool.query(`
      INSERT INTO sign_in_failure VALUES (sha256('a'), '::1', 1, now() - interval '2 months'),
        (sha256('b'), '::1', 1, now() - interval '2 days')`)
    await database.pool.query(
      `INSERT INTO account (name, display_name, role) VALUES ('keeper', 'Keeper', 'operator')`,
    )
    await database.pool.query(`
      INSERT INTO account_session (account_id, token_hash, created_at, last_seen_at, ended_at)
      SELECT account_id, sha256(age::text::bytea), now() - make_interval(months => age),
        now() - make_interval(months => age), CASE WHEN age = 8 THEN now() - interval '8 months' END
      FROM account, unnest(ARRAY[8, 7, 5]) AS age WHERE name = 'keeper'`)
    expect(await apply(false)).toMatchObject({ 'sign-in-failure': 1, session: 2 })
    const { rows } = await database.pool.query('SELECT count(*) FROM account_session')
    expect(rows[0].count).toBe(1)
  })
})
