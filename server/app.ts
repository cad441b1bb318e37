import { join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import Fastify, { LogController } from 'fastify'
import { type Config, PROJECT_ROOT } from './config.ts'
import { gateDatabase, mapBuilderDatabase } from './db/acting.ts'
import type { Database } from './db/database.ts'
import { createListening } from './db/listening.ts'
import { createCopyPool, type Pool } from './db/pool.ts'
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
import { exportRoutes } from './features/exports/exports.routes.ts'
import { healthRoutes } from './features/health/health.routes.ts'
import { householdRoutes } from './features/households/households.routes.ts'
import { createImportJobs } from './features/imports/import-jobs.ts'
import { importStepRoutes } from './features/imports/import-steps.routes.ts'
import { importRoutes } from './features/imports/imports.routes.ts'
import { startImportRoutes } from './features/imports/start-import.routes.ts'
import { householdActRoutes } from './features/life-events/household-acts.routes.ts'
import { lifeRoutes } from './features/life-events/lives.routes.ts'
import { movingRoutes } from './features/life-events/moving.routes.ts'
import { registeringRoutes } from './features/life-events/registering.routes.ts'
import { shopActRoutes } from './features/life-events/shop-acts.routes.ts'
import { tenureRoutes } from './features/life-events/tenure.routes.ts'
import { liveChangeRoutes } from './features/live-changes/live-changes.routes.ts'
import { overviewRoutes } from './features/overview/overview.routes.ts'
import { personRoutes } from './features/persons/persons.routes.ts'
import { personRightsRoutes } from './features/persons/rights.routes.ts'
import { placeRoutes } from './features/places/places.routes.ts'
import { recordChangeRoutes } from './features/record-changes/record-changes.routes.ts'
import { residenceRoutes } from './features/residences/residences.routes.ts'
import { searchRoutes } from './features/search/search.routes.ts'
import { oidcRoutes } from './features/sessions/oidc.routes.ts'
import { createOidcClient } from './features/sessions/oidc.ts'
import { sessionRoutes } from './features/sessions/sessions.routes.ts'
import { shopRoutes } from './features/shops/shops.routes.ts'
import { statisticsRoutes } from './features/statistics/statistics.routes.ts'
import { todoRoutes } from './features/todo/todo.routes.ts'
import { todoExportRoutes } from './features/todo/todo-export.routes.ts'
import { vectorTileRoutes } from './features/vector-tiles/vector-tiles.routes.ts'
import { visitRoutes } from './features/visits/visits.routes.ts'
import { guardRoutes } from './http/access.ts'
import { type ActFor, createActFor } from './http/acting.ts'
import type { Api } from './http/api.ts'
import { pageFallback, serveClient } from './http/client-files.ts'
import { addBodyEtags } from './http/conditional.ts'
import { handleClientError, handleError } from './http/error-handler.ts'
import { createKnownCallers, type KnownCallers } from './http/known-callers.ts'
import { isPrivateToThisMachine, toHostNames } from './http/listening.ts'
import { toLoggedError } from './http/logged-error.ts'
import { describeApi } from './http/openapi.ts'
import { limitRates } from './http/rate-limits.ts'
import { logRequests } from './http/request-log.ts'
import { addSecurityHeaders } from './http/security-headers.ts'
import type { TlsFiles } from './http/tls.ts'
import { handleUnknownRoutes } from './http/unknown-routes.ts'
import type { Sealer } from './privacy/sealing.ts'

export interface AppDeps {
  config: Pick<
    Config,
    'logLevel' | 'host' | 'trustProxy' | 'publicUrl' | 'requestsPerMinute' | 'oidc'
  >
  /** Connections of the application's role, pipelined. */
  pool: Pool
  /** Opens what is revealed. */
  sealer: Sealer
  /** Folder of the built client; it may be missing. */
  clientFolder?: string
  /** HTTPS where they are given. */
  tls?: TlsFiles | undefined
  /** Where log lines go; absent: to the standard output. */
  logStream?: { write(line: string): void }
  /** How long headers and whole requests may take to arrive. */
  patience?: Patience
}

export interface Patience {
  headersMilliseconds: number
  requestMilliseconds: number
  /** How often both are looked at. */
  checkMilliseconds: number
}
const PATIENCE: Patience = {
  headersMilliseconds: 15_000,
  requestMilliseconds: 60_000,
  checkMilliseconds: 5_000,
}

/**
 * The longest honest body changes a password: two of 1,024 characters, each escaped in 12 bytes.
 * A route that takes files says so by a limit of its own.
 */
const LARGEST_BODY_BYTES = 32 * 1024

const COMPRESSIBLE = /^text\/|json|xml|javascript|wasm|vector-tile|gltf|svg/

/** The application, complete but not listening: order matters and is written here. */
export async function buildApp(deps: AppDeps): Promise<Api> {
  const { config, pool, sealer, clientFolder = join(PROJECT_ROOT, 'dist', 'client') } = deps
  const app: Api = createServer(deps)
  const callers = createKnownCallers()

  app.setErrorHandler(handleError)
  handleUnknownRoutes(app, pageFallback(clientFolder))
  logRequests(app)
  addBodyEtags(app)
  addSecurityHeaders(app)
  await app.register(cookie)
  await limitRates(app, { perMinute: config.requestsPerMinute, callers })
  guardRoutes(app, { hostNames: toHostNames(config), publicUrl: config.publicUrl })
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip', 'identity'],
    customTypes: COMPRESSIBLE,
  })
  await describeApi(app)

  const gate = gateDatabase(pool)
  const actFor = createActFor(pool, callers)
  const buildingTiles = createBuildingTiles()
  sessionRoutes(app, {
    ...{ actFor, pool, gate },
    offersDemonstration: isPrivateToThisMachine(config),
    singleSignOn: config.oidc?.name,
  })
  if (config.oidc) {
    const client = createOidcClient(config.oidc)
    oidcRoutes(app, { pool, gate, client, publicUrl: config.publicUrl })
  }
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
  residenceRoutes(app, { actFor })
  recordChangeRoutes(app, { actFor })
  movingRoutes(app, { actFor })
  registeringRoutes(app, { actFor, sealer })
  lifeRoutes(app, { actFor })
  householdActRoutes(app, { actFor })
  tenureRoutes(app, { actFor })
  shopActRoutes(app, { actFor })
  await serveImports(app, { actFor, callers, pool, gate, sealer })
  auditRoutes(app, { actFor })
  shopRoutes(app, { actFor })
  placeRoutes(app, { actFor })
  searchRoutes(app, { actFor, sealer })
  todoRoutes(app, { actFor })
  todoExportRoutes(app, { actFor })
  visitRoutes(app, { actFor })
  exportRoutes(app, { actFor })
  statisticsRoutes(app, { actFor })
  liveChangeRoutes(app, { actFor, listening: createListening(pool, 'live_change') })
  vectorTileRoutes(app, { actFor })
  await app.register(buildingTileRoutes, { actFor, buildingTiles })
  warmBuildingTiles(app, mapBuilderDatabase(pool), buildingTiles)

  await serveClient(app, clientFolder)
  return app
}

interface ImportsDeps {
  actFor: ActFor
  callers: KnownCallers
  pool: Pool
  gate: Database
  sealer: Sealer
}

/** Imports have connections and background work of their own, which end with the application. */
async function serveImports(app: Api, deps: ImportsDeps): Promise<void> {
  const { actFor, callers, pool, gate, sealer } = deps
  let copyPool: Pool | undefined
  const copyFor: ActFor = (request) => {
    copyPool ??= createCopyPool(pool)
    return createActFor(copyPool, callers)(request)
  }
  const jobs = createImportJobs(gate)
  app.addHook('onClose', async () => {
    await jobs.stop()
    await copyPool?.end()
  })
  const imports = { actFor, copyFor, sealer, jobs }
  await startImportRoutes(app, imports)
  importRoutes(app, imports)
  importStepRoutes(app, imports)
}

function createServer({ config, tls, logStream, patience = PATIENCE }: AppDeps): Api {
  const { logLevel, trustProxy } = config
  const server = {
    headersTimeout: patience.headersMilliseconds,
    connectionsCheckingInterval: patience.checkMilliseconds,
  }
  const app = Fastify({
    ...(tls ? { https: { ...server, ...tls } } : { http: server }),
    logger: {
      level: logLevel,
      serializers: { err: toLoggedError },
      ...(logStream && { stream: logStream }),
    },
    // Addresses of the proxies whose X-Forwarded headers are believed.
    trustProxy: trustProxy ?? false,
    bodyLimit: LARGEST_BODY_BYTES,
    // logRequests writes the one line a request.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: patience.requestMilliseconds,
    frameworkErrors: handleError,
    clientErrorHandler: handleClientError,
    routerOptions: { maxParamLength: 200 },
    // A misspelt field is told, not dropped.
    // Limits hold for what overflows to Infinity too (1e400), which strictNumbers would let pass.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, strictNumbers: false } },
  })
  return app as Api
}
