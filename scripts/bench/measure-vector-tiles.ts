import type { VectorTileLayer } from '../../server/contract/vocabulary.ts'
import { sql } from '../../server/db/sql.ts'
import { vectorTile } from '../../server/features/vector-tiles/vector-tiles.queries.ts'
import type { TileAddress } from '../../server/geo/tile-scheme.ts'
import type { BenchContext } from './bench-context.ts'
import type { Figure } from './figure.ts'
import { measureHttpRate } from './http-load.ts'
import { measureSqlRate } from './pgbench.ts'
import { toStatementText } from './statement-text.ts'

const layers: VectorTileLayer[] = ['street', 'land-use', 'water', 'building']
const connections = 8
const sampleSize = 40

/** Tiles that the server makes anew for every request, beside the same SQL run by pgbench. */
export async function measureVectorTiles(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const zoom of [14, 15, 16]) figures.push(await measureZoom(context, zoom))
  return figures
}

async function measureZoom(context: BenchContext, zoom: number): Promise<Figure> {
  const tiles = await listFilledTiles(context, zoom)
  const floor = await measureSqlRate({
    ...context,
    statements: tiles.map((tile) => toStatementText(vectorTile(layers, tile))),
    clients: connections,
    program: `${context.binDir}/pgbench`,
  })
  const load = {
    port: context.port,
    cookie: context.cookie,
    paths: tiles.map(({ z, x, y }) => `/tiles/${layers.join(',')}/${z}/${x}/${y}.mvt`),
    connections,
  }
  // A server that serves for days is measured warm: its code is compiled while it runs.
  await measureHttpRate({ ...load, seconds: 2 })
  const { requestsPerSecond } = await measureHttpRate({ ...load, seconds: context.seconds })
  return {
    name: `vector tiles z${zoom}, uncached`,
    value: requestsPerSecond,
    unit: 'tiles/s',
    floor,
    floorName: 'pgbench, same SQL',
    target: { atLeast: 0.85 },
  }
}

/** An even sample of the tiles in which buildings stand. */
async function listFilledTiles(context: BenchContext, zoom: number): Promise<TileAddress[]> {
  const { text, values } = sql`
    SELECT DISTINCT
      floor((ST_X(place) + 180) / 360 * 2 ^ ${zoom})::int AS x,
      floor((1 - asinh(tan(radians(ST_Y(place)))) / pi()) / 2 * 2 ^ ${zoom})::int AS y
    FROM (SELECT ST_PointOnSurface(geom) AS place FROM building) AS stand
    ORDER BY x, y`
  const { rows } = await context.pool.query<{ x: number; y: number }>(text, values)
  const step = Math.max(1, Math.floor(rows.length / sampleSize))
  return rows.filter((_, place) => place % step === 0).map(({ x, y }) => ({ z: zoom, x, y }))
}
