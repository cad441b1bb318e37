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
import { findListeningRisk, toListenError, toUrl } from './http/listening.ts'
import { loadTlsFiles } from './http/tls.ts'
import { loadKeyring } from './privacy/keyring.ts'
import { openSealer } from './privacy/open-sealer.ts'

export interface RunningServer {
  url: string
  /** One line where the way to the server is not safe. */
  warning: string | undefined
  /** Lets running requests finish, then closes the connections to the database. */
  close(): Promise<void>
}

/**
 * Serves the city of one database until closed.
 *
 * @param connectionString of the owner of the database, which sets up the application's role
 *
 * @throws SetupError where the port is taken, or keys or certificates are not usable
 */
export async function serve(config: Config, connectionString: string): Promise<RunningServer> {
  const tls = await loadTlsFiles(config.tlsCertFile, config.tlsKeyFile)
  const applicationUrl =
    config.applicationDatabaseUrl ?? (await ensureApplicationRole(connectionString))
  const sealer = await openSealer(config, connectionString)
  const loadKeys = () => loadKeyring(config.piiKey, config.dataDir)
  const pool = createPool(applicationUrl, { isPipelined: true })
  const app = await buildApp({ config, pool, sealer, tls })
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await app.close()
    await pool.end()
    throw toListenError(error, config.host, config.port)
  }
  const upkeep = startAuditUpkeep(gateDatabase(pool), loadKeys, app.log)
  return {
    url: toUrl(config.host, config.port, tls ? 'https' : 'http'),
    warning: findListeningRisk(config),
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
  if (server.warning) process.stderr.write(`${server.warning}\n`)
  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err) process.stderr.write(`${err.stack}\n`)
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
