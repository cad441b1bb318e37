import type { FastifyInstance } from 'fastify'
import type { Database } from '../../db/database.ts'
import type { BuildingTiles } from './building-tiles.ts'

/** Builds tiles ahead once the server listens, and stops with it. A failure is logged only. */
export function warmBuildingTiles(
  app: FastifyInstance,
  database: Database,
  buildingTiles: BuildingTiles,
): void {
  const stop = new AbortController()
  let warming: Promise<void> | undefined
  app.addHook('onListen', async () => {
    warming = buildingTiles.warm(database, stop.signal).catch((error) => {
      if (!stop.signal.aborted)
        app.log.error({ err: error }, 'building tiles could not be built ahead')
    })
  })
  app.addHook('onClose', async () => {
    stop.abort()
    await warming
  })
}
