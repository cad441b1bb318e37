import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childEnvironment, PROJECT_ROOT } from '../../server/config.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('empty')
})

afterAll(async () => {
  await database.drop()
})

describe('npm start, when something is in the way, says one sentence and exits with 1', () => {
  test('a taken port', async () => {
    const { server, port } = await takePort()
    const ended = await start({ DATABASE_URL: database.connectionString, PORT: String(port) })
    server.close()
    expect(ended.stderr).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken .*choose another port.*\.\n$/)
    expect(ended.code).toBe(1)
  })

  test('an environment with several mistakes', async () => {
    const ended = await start({ HOST: 'no host', PORT: 'none' })
    expect(ended.stderr).toMatch(/^The environment is not usable: HOST .*; PORT .*\.\n$/)
    expect(ended.code).toBe(1)
  })

  test('a database that does not answer', async () => {
    const ended = await start({ DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x' })
    expect(ended.stderr).toMatch(/^The server of DATABASE_URL cannot be reached .*\.\n$/)
    expect(ended.code).toBe(1)
  })
})

async function start(variables: Record<string, string>) {
  const script = join(PROJECT_ROOT, 'scripts', 'start.ts')
  const run = promisify(execFile)(process.execPath, [script], {
    cwd: PROJECT_ROOT,
    env: childEnvironment(variables),
    timeout: 25_000,
  })
  return run.then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error) => ({ code: error.code as number, stderr: error.stderr as string }),
  )
}

function takePort(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({ server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 })
    })
  })
}
