import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { type AppDeps, buildApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import type { AccountRole } from '../../server/contract/access.ts'
import { ensureApplicationRole } from '../../server/db/application-role.ts'
import { createPool, type Pool } from '../../server/db/pool.ts'
import { hashToken } from '../../server/http/acting.ts'
import { loadKeyring } from '../../server/privacy/keyring.ts'
import { createSealer } from '../../server/privacy/sealing.ts'
import type { TestDatabase } from './database.ts'

export interface TestApp {
  /** Asks as an operator of the whole city. */
  inject(request: string | InjectOptions): Promise<LightMyRequestResponse>
  /** Asks with the headers of the request only. */
  injectBare(request: string | InjectOptions): Promise<LightMyRequestResponse>
  /** Listens on a free port of this machine, for what needs a real socket. */
  listen(): Promise<AddressInfo>
  /** Connections of the application's own role. */
  pool: Pool
  close(): Promise<void>
}

export interface TestAppOptions extends Pick<AppDeps, 'tls' | 'logStream' | 'patience'> {
  /** Variables as the product reads them. */
  environment?: Record<string, string>
}

/** The whole application on a test database, as the application's role, without a socket. */
export async function openTestApp(
  database: TestDatabase,
  { environment, ...deps }: TestAppOptions = {},
): Promise<TestApp> {
  const config = parseConfig({
    LOG_LEVEL: 'error',
    REQUESTS_PER_MINUTE: '1000000',
    ...environment,
  })
  const pool = createPool(await ensureApplicationRole(database.connectionString), {
    isPipelined: true,
    maxConnections: 8,
  })
  const keyring = await loadKeyring(config.piiKey, config.dataDir)
  const app = await buildApp({ config, pool, sealer: createSealer(keyring), ...deps })
  const headers = await signInAs(database.pool, 'operator')
  return {
    pool,
    inject: (request) => {
      const options = typeof request === 'string' ? { url: request } : request
      return app.inject({ ...options, headers: { ...headers, ...options.headers } })
    },
    injectBare: (request) => app.inject(request),
    async listen() {
      await app.listen({ host: '127.0.0.1', port: 0 })
      return app.server.address() as AddressInfo
    },
    async close() {
      await app.close()
      await pool.end()
    },
  }
}

/**
 * Opens a session and gives the header that shows it: of the demonstration's account of this role,
 * else of a new one.
 *
 * @param owner connections of the owner of the database
 */
export async function signInAs(owner: Pool, role: AccountRole): Promise<{ cookie: string }> {
  const token = randomBytes(32).toString('base64url')
  const { rows } = await owner.query<{ accountId: number }>(
    `SELECT account_id AS "accountId" FROM account WHERE role = $1 ORDER BY account_id LIMIT 1`,
    [role],
  )
  const accountId = rows[0]?.accountId ?? (await createAccount(owner, role))
  await owner.query('INSERT INTO account_session (account_id, token_hash) VALUES ($1, $2)', [
    accountId,
    hashToken(token),
  ])
  return { cookie: `digital_community_session=${token}` }
}

async function createAccount(owner: Pool, role: AccountRole): Promise<number> {
  const { rows } = await owner.query<{ accountId: number }>(
    `INSERT INTO account (name, display_name, role, zone_id, grid_id, department_id)
     VALUES ('test-' || $1, $1, $1,
       CASE WHEN $1 = 'zone-worker' THEN (SELECT min(zone_id) FROM zone) END,
       CASE WHEN $1 = 'grid-leader' THEN (SELECT min(grid_id) FROM grid) END,
       CASE WHEN $1 = 'department-user' THEN 1 END)
     RETURNING account_id AS "accountId"`,
    [role],
  )
  return rows[0]!.accountId
}
