import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childEnvironment, PROJECT_ROOT } from '../../server/config.ts'
import { verifyPassword } from '../../server/privacy/passwords.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('empty')
})
afterAll(async () => {
  await database?.drop()
})

interface Ended {
  code: number
  stdout: string
  stderr: string
}

function createAdmin(args: string[], input = ''): Promise<Ended> {
  const script = join(PROJECT_ROOT, 'scripts', 'create-admin.ts')
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, ...args],
      { env: childEnvironment({ DATABASE_URL: database.connectionString }) },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
    child.stdin?.end(input)
  })
}

describe('npm run create-admin', () => {
  test('makes an administrator with the password that is piped in, and tells the audit', async () => {
    const args = ['--name', 'first.admin', '--display-name', '第一管理员']
    const ended = await createAdmin(args, 'brass kettle on the lake\n')
    expect(ended).toEqual({
      code: 0,
      stdout: 'The administrator first.admin can sign in now.\n',
      stderr: '',
    })
    const { rows } = await database.pool.query(
      `SELECT role, display_name, must_change_password, password_hash FROM account`,
    )
    const { password_hash: hash, ...account } = rows[0]
    expect(account).toEqual({
      role: 'administrator',
      display_name: '第一管理员',
      must_change_password: false,
    })
    expect(hash).toMatch(/^\$argon2id\$/)
    expect(await verifyPassword(hash, 'brass kettle on the lake')).toBe(true)
    const audit = await database.pool.query('SELECT account_name, role, action FROM audit_entry')
    expect(audit.rows).toEqual([
      { account_name: 'create-admin', role: 'command', action: 'account.create' },
    ])
  })

  test.each([
    ['a name that is taken', ['--name', 'first.admin'], 'brass kettle on the lake', /already/],
    ['a short password', ['--name', 'second'], 'kettle', /too short.*12/],
    ['a common password', ['--name', 'second'], 'password1234', /easily guessed/],
    ['a password with the name', ['--name', 'second'], 'my second password', /holds the name/],
    ['no password', ['--name', 'second'], '', /No password came/],
  ])('refuses %s in one sentence', async (_, args, password, sentence) => {
    const ended = await createAdmin(args, password)
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(sentence)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  })

  test.each([[['--name', 'Zweiter Mann']], [[]]])(
    'takes %j for wrong usage and says so in one sentence',
    async (args) => {
      const { code, stderr } = await createAdmin(args, 'x')
      expect([code, stderr.trim().split('\n')]).toEqual([
        2,
        [expect.stringContaining('--name with 2 to 60')],
      ])
    },
  )

  test('takes no password as an argument, and says how it is used', async () => {
    const wrong = await createAdmin(['--name', 'second', '--password', 'secret'])
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('npm run create-admin')])
    const help = await createAdmin(['--help'])
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('--display-name')])
  })
})
