import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { TileAddress } from '../../geo/local-frame.ts'
import type { Box, Point } from '../../geo/ring.ts'
import { tilesInBounds } from '../../geo/tiles-in-bounds.ts'
import { fetchVectorTile } from '../fetch-vector-tile.ts'

export interface ShopPoint {
  readonly id: number
  readonly name: string
  readonly trade: string
  readonly lonLat: Point
}

/** Half a metre of precision in few requests. */
const SHOP_ZOOM = 14

/** All shops of the city from its vector tiles; a shop on a tile's edge comes once. */
export async function loadShopPoints(tilesUrl: string, cityBounds: Box): Promise<ShopPoint[]> {
  const tiles = tilesInBounds(cityBounds, SHOP_ZOOM)
  const lists = await Promise.all(
    tiles.map(async (tile) => {
      return decodeShops(await fetchVectorTile(tilesUrl, 'shop', tile), tile)
    }),
  )
  return [...new Map(lists.flat().map((shop) => [shop.id, shop])).values()]
}

function decodeShops(bytes: ArrayBuffer, { x, y, z }: TileAddress): ShopPoint[] {
  const layer = new VectorTile(new PbfReader(new Uint8Array(bytes))).layers.shop
  if (!layer) return []
  return Array.from({ length: layer.length }, (_, place) => {
    const feature = layer.feature(place)
    const { geometry } = feature.toGeoJSON(x, y, z)
    const [longitude = 0, latitude = 0] = geometry.type === 'Point' ? geometry.coordinates : []
    return {
      id: Number(feature.id ?? feature.properties.id),
      name: String(feature.properties.name ?? ''),
      trade: String(feature.properties.trade ?? ''),
      lonLat: [longitude, latitude],
    }
  })
}
