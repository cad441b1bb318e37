import { join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import Fastify, { LogController } from 'fastify'
import { type Config, PROJECT_ROOT } from './config.ts'
import { gateDatabase, mapBuilderDatabase } from './db/acting.ts'
import type { Pool } from './db/pool.ts'
import { accessSettingRoutes } from './features/accounts/access-settings.routes.ts'
import { accountRoutes } from './features/accounts/accounts.routes.ts'
import { apiKeyRoutes } from './features/accounts/api-keys.routes.ts'
import { departmentRoutes } from './features/accounts/departments.routes.ts'
import { areaRoutes } from './features/areas/areas.routes.ts'
import { auditRoutes } from './features/audit/audit.routes.ts'
import { buildingTileRoutes } from './features/building-tiles/building-tiles.routes.ts'
import { createBuildingTiles } from './features/building-tiles/building-tiles.ts'
import { warmBuildingTiles } from './features/building-tiles/warm-building-tiles.ts'
import { buildingRoutes } from './features/buildings/buildings.routes.ts'
import { healthRoutes } from './features/health/health.routes.ts'
import { householdRoutes } from './features/households/households.routes.ts'
import { overviewRoutes } from './features/overview/overview.routes.ts'
import { personRoutes } from './features/persons/persons.routes.ts'
import { personRightsRoutes } from './features/persons/rights.routes.ts'
import { placeRoutes } from './features/places/places.routes.ts'
import { searchRoutes } from './features/search/search.routes.ts'
import { sessionRoutes } from './features/sessions/sessions.routes.ts'
import { shopRoutes } from './features/shops/shops.routes.ts'
import { statisticsRoutes } from './features/statistics/statistics.routes.ts'
import { vectorTileRoutes } from './features/vector-tiles/vector-tiles.routes.ts'
import { guardRoutes } from './http/access.ts'
import { createActFor } from './http/acting.ts'
import type { Api } from './http/api.ts'
import { pageFallback, serveClient } from './http/client-files.ts'
import { addBodyEtags } from './http/conditional.ts'
import { handleClientError, handleError } from './http/error-handler.ts'
import { isLoopback, toHostNames } from './http/listening.ts'
import { describeApi } from './http/openapi.ts'
import { logRequests } from './http/request-log.ts'
import { handleUnknownRoutes } from './http/unknown-routes.ts'
import type { Sealer } from './privacy/sealing.ts'

export interface AppDeps {
  config: Pick<Config, 'logLevel' | 'host' | 'trustProxy' | 'publicUrl'>
  /** Connections of the application's role, pipelined. */
  pool: Pool
  /** Opens what is revealed. */
  sealer: Sealer
  /** Folder of the built client; it may be missing. */
  clientFolder?: string
}

const COMPRESSIBLE = /^text\/|json|xml|javascript|wasm|vector-tile|gltf|svg/

/** The application, complete but not listening: order matters and is written here. */
export async function buildApp(deps: AppDeps): Promise<Api> {
  const { config, pool, sealer, clientFolder = join(PROJECT_ROOT, 'dist', 'client') } = deps
  const app: Api = createServer(config)

  app.setErrorHandler(handleError)
  handleUnknownRoutes(app, pageFallback(clientFolder))
  logRequests(app)
  addBodyEtags(app)
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
  })
  await app.register(cookie)
  guardRoutes(app, { hostNames: toHostNames(config) })
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip', 'identity'],
    customTypes: COMPRESSIBLE,
  })
  await describeApi(app)

  const gate = gateDatabase(pool)
  const actFor = createActFor(pool)
  const buildingTiles = createBuildingTiles()
  sessionRoutes(app, { actFor, pool, gate, offersDemonstration: isLoopback(config.host) })
  accountRoutes(app, { actFor })
  departmentRoutes(app, { actFor })
  apiKeyRoutes(app, { actFor })
  accessSettingRoutes(app, { actFor })
  healthRoutes(app, { pool, tilesState: () => buildingTiles.state().state })
  overviewRoutes(app, { actFor })
  areaRoutes(app, { actFor })
  buildingRoutes(app, { actFor })
  householdRoutes(app, { actFor })
  personRoutes(app, { actFor, sealer })
  personRightsRoutes(app, { actFor, sealer })
  auditRoutes(app, { actFor })
  shopRoutes(app, { actFor })
  placeRoutes(app, { actFor })
  searchRoutes(app, { actFor })
  statisticsRoutes(app, { actFor })
  vectorTileRoutes(app, { actFor })
  await app.register(buildingTileRoutes, { actFor, buildingTiles })
  warmBuildingTiles(app, mapBuilderDatabase(pool), buildingTiles)

  await serveClient(app, clientFolder)
  return app
}

function createServer({ logLevel, trustProxy }: AppDeps['config']): Api {
  return Fastify({
    logger: { level: logLevel },
    // Addresses of the proxies whose X-Forwarded headers are believed.
    trustProxy: trustProxy ?? false,
    bodyLimit: 256 * 1024,
    // logRequests writes the one line a request.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 60_000,
    frameworkErrors: handleError,
    clientErrorHandler: handleClientError,
    routerOptions: { maxParamLength: 200 },
    // A misspelt field is told, not dropped.
    // Limits hold for what overflows to Infinity too (1e400), which strictNumbers would let pass.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, strictNumbers: false } },
  })
}
