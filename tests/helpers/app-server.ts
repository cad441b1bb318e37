import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT, parseConfig } from '../../server/config.ts'
import { findFreePort } from '../../server/db/cluster/free-port.ts'
import type { Pool } from '../../server/db/pool.ts'
import { serve } from '../../server/main.ts'
import { createTestDatabase } from './database.ts'
import type { TemplateKind } from './template-databases.ts'

export interface AppServer {
  /** http://127.0.0.1:port */
  url: string
  pool: Pool
  close(): Promise<void>
}

/** The whole product on a database of its own, with the client as built by `npm test`. */
export async function startAppServer(kind: TemplateKind): Promise<AppServer> {
  if (!existsSync(join(PROJECT_ROOT, 'dist', 'client', 'index.html'))) {
    throw new Error('The client is not built: run "npm test", or "npm start" once.')
  }
  const database = await createTestDatabase(kind)
  const config = parseConfig({ PORT: String(await findFreePort(0)), LOG_LEVEL: 'error' })
  const server = await serve(config, database.connectionString)
  return {
    url: server.url,
    pool: database.pool,
    async close() {
      await server.close()
      await database.drop()
    },
  }
}
