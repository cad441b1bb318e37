import Type from 'typebox'
import { listPendingMigrations } from '../../db/migrate.ts'
import type { Pool } from '../../db/pool.ts'
import { type Api, jsonResponses, NoQuery } from '../../http/api.ts'
import { DomainError } from '../../http/domain-error.ts'

export interface HealthDeps {
  pool: Pool
  /** How far the 3D tiles have been built ahead; they are served in any state. */
  tilesState: () => string
}

/** Whether the process lives, and whether it can serve. */
export function healthRoutes(app: Api, { pool, tilesState }: HealthDeps): void {
  app.get(
    '/health/live',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'getLiveness',
        summary: 'The process answers',
        tags: ['health'],
        querystring: NoQuery,
        response: jsonResponses(Type.Object({ status: Type.Literal('live') })),
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return { status: 'live' as const }
    },
  )
  app.get(
    '/health/ready',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'getReadiness',
        summary: 'Database, migrations and tiles are there',
        tags: ['health'],
        querystring: NoQuery,
        response: jsonResponses(Readiness),
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      const pending = await listPendingMigrations(pool)
      if (pending.length > 0) throw migrationsPending(pending)
      // Makes one tile of nothing: fails where PostGIS lacks what tiles need.
      await pool.query(`SELECT ST_AsMVT(feature) FROM (SELECT NULL::geometry AS geom) AS feature`)
      return { status: 'ready' as const, database: 'ok', migrations: 'ok', tiles: tilesState() }
    },
  )
}

const Readiness = Type.Object({
  status: Type.Literal('ready'),
  database: Type.String(),
  migrations: Type.String(),
  tiles: Type.String(),
})

const migrationsPending = (names: readonly string[]) =>
  new DomainError(
    { code: 'migrations-pending', status: 503, title: 'The schema is not up to date' },
    `Not yet run: ${names.join(', ')}.`,
  )
