import { type LocalFrame, type TileAddress, tileBox, tilesInBox } from '../../geo/local-frame.ts'
import { type Box, boxesMeet } from '../../geo/ring.ts'
import { fetchVectorTile } from '../fetch-vector-tile.ts'
import { decodeGroundTile } from './decode-ground-tile.ts'
import { emptyGroundTile, type GroundTile } from './ground-tile.ts'

const KEPT_TILES = 120

export interface GroundTileSource {
  /** Every source tile that touches the box, decoded. Tiles off the city are empty, not fetched. */
  tilesFor: (box: Box, zoom: number, layers: string) => Promise<GroundTile[]>
}

/** Fetches, decodes and keeps the vector tiles that the ground is painted from. */
export function createGroundTileSource(
  tilesUrl: string,
  frame: LocalFrame,
  cityBox: Box,
): GroundTileSource {
  const kept = new Map<string, Promise<GroundTile>>()

  const load = async (address: TileAddress, layers: string): Promise<GroundTile> => {
    const box = tileBox(frame, address)
    if (!boxesMeet(box, cityBox)) return emptyGroundTile(box)
    return decodeGroundTile(await fetchVectorTile(tilesUrl, layers, address), address, frame)
  }

  const tileAt = (address: TileAddress, layers: string): Promise<GroundTile> => {
    const key = `${layers}/${address.z}/${address.x}/${address.y}`
    const known = kept.get(key)
    const tile = known ?? load(address, layers)
    kept.delete(key)
    kept.set(key, tile)
    if (!known) tile.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > KEPT_TILES && oldest) kept.delete(oldest)
    return tile
  }

  return {
    tilesFor: (box, zoom, layers) =>
      Promise.all(tilesInBox(frame, box, zoom).map((address) => tileAt(address, layers))),
  }
}
