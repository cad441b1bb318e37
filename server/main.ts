import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { type Config, loadConfig } from './config.ts'
import { gateDatabase } from './db/acting.ts'
import { ensureApplicationRole } from './db/application-role.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open-database.ts'
import { createPool } from './db/pool.ts'
import { SetupError } from './db/setup-error.ts'
import { startAuditUpkeep } from './features/audit/audit-upkeep.ts'
import { toListenError, toUrl } from './http/listening.ts'
import { loadKeyring } from './privacy/keyring.ts'
import { registerKeysOf } from './privacy/register-keys.ts'
import { createSealer } from './privacy/sealing.ts'

export interface RunningServer {
  url: string
  /** Lets running requests finish, then closes the connections to the database. */
  close(): Promise<void>
}

/**
 * Serves the city of one database until closed.
 *
 * @param connectionString of the owner of the database, which sets up the application's role
 *
 * @throws SetupError where the port is taken
 */
export async function serve(config: Config, connectionString: string): Promise<RunningServer> {
  const applicationUrl =
    config.applicationDatabaseUrl ?? (await ensureApplicationRole(connectionString))
  const keyring = await loadKeyring(config.piiKey, config.dataDir)
  await registerKeysOf(connectionString, keyring)
  const pool = createPool(applicationUrl, { isPipelined: true })
  const app = await buildApp({ config, pool, sealer: createSealer(keyring) })
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await app.close()
    await pool.end()
    throw toListenError(error, config.host, config.port)
  }
  const upkeep = startAuditUpkeep(gateDatabase(pool), keyring, app.log)
  return {
    url: toUrl(config.host, config.port),
    async close() {
      await app.close()
      await upkeep.stop()
      await pool.end()
    },
  }
}

/** The server alone: database and migrations, but neither city nor client are made. */
async function main(): Promise<void> {
  const config = loadConfig()
  const database = await openDatabase(config)
  await migrate(database.connectionString)
  const server = await serve(config, database.connectionString)
  closeWithGrace({ delay: 10_000 }, async () => {
    await server.close()
    await database.stop()
  })
}

if (process.argv[1] === import.meta.filename) {
  await main().catch((error) => {
    process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`)
    process.exit(1)
  })
}
