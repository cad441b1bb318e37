import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { childEnvironment, PROJECT_ROOT } from '../../../server/config.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase('empty')
  for (let number = 1; number <= 3; number++) {
    await database.pool.query(`SELECT audit('test.write', 'test', $1)`, [number])
  }
})
afterAll(() => database?.drop())

const run = (script: string, ...options: string[]) =>
  new Promise<{ code: number; text: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(PROJECT_ROOT, 'scripts', script), ...options],
      { env: childEnvironment({ DATABASE_URL: database.connectionString }) },
      (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), text: `${stdout}${stderr}` }),
    )
  })

test('verify-audit prints what it checked and the head, by which a later run proves more', async () => {
  const first = await run('verify-audit.ts')
  expect(first).toMatchObject({ code: 0, text: expect.stringContaining('entries checked: 3') })
  const head = /head: (3:[0-9a-f]{64})/.exec(first.text)?.[1] ?? ''
  await database.pool.query(`SELECT audit('test.write', 'test', 4)`)
  expect((await run('verify-audit.ts', '--expect-head', head)).code).toBe(0)

  await database.pool.query('DELETE FROM audit_entry WHERE entry_id >= 3')
  await database.pool.query(`UPDATE audit_head SET entry_id = 2,
    hash = (SELECT hash FROM audit_entry WHERE entry_id = 2)`)
  expect((await run('verify-audit.ts')).code).toBe(0)
  const cut = await run('verify-audit.ts', '--expect-head', head)
  expect(cut).toMatchObject({
    code: 1,
    text: expect.stringContaining('FAULT at entry 3: truncated'),
  })
})

test('verify-audit says where an entry was changed', async () => {
  await database.pool.query(`UPDATE audit_entry SET purpose = 'x' WHERE entry_id = 1`)
  expect(await run('verify-audit.ts')).toMatchObject({
    code: 1,
    text: expect.stringContaining('FAULT at entry 1: changed'),
  })
})

test('verify-audit refuses what is no head and no option', async () => {
  expect((await run('verify-audit.ts', '--expect-head', '3:abc')).code).toBe(2)
  expect((await run('verify-audit.ts', '--fast')).code).toBe(2)
})

test('apply-retention says what it would drop, and changes nothing', async () => {
  const answer = await run('apply-retention.ts', '--dry-run')
  expect(answer.code).toBe(0)
  expect(answer.text).toMatch(/audit: kept 36 months, 0 from before .* would be dropped/)
  expect(answer.text).toContain('Nothing was changed')
})
