import type { VectorTileLayer } from '../../contract/vocabulary.ts'
import { joinSql, type SqlFragment, sql } from '../../db/sql.ts'
import type { TileAddress } from '../../geo/tile-scheme.ts'
import { layerRows } from './tile-layers.queries.ts'

/**
 * One tile with several layers as bytea, empty where nothing lies inside. (Encoded layers can
 * simply be written one after the other.)
 */
export function vectorTile(layers: readonly VectorTileLayer[], tile: TileAddress): SqlFragment {
  const encoded = layers.map(
    (layer) => sql`(
      SELECT ST_AsMVT(feature, ${layer}, 4096, 'geom')
      FROM (${layerRows[layer](tile)}) AS feature
      WHERE geom IS NOT NULL)`,
  )
  return sql`SELECT ${joinSql(encoded, sql` || `)}`
}
