import type { TileAddress } from '../geo/local-frame.ts'
import { mayAskAgain } from './ask-again.ts'

/**
 * Bytes of a vector tile of the named layers (`street,water`). The only request that the scene
 * makes itself: like Cesium with the building tiles, it is given an address and knows no API. It
 * stands here and not in `api/` because the painting worker fetches off the main thread. The
 * address is the page's own origin, so cookies travel with it.
 *
 * @throws where the server answers with something else than a tile
 */
export async function fetchVectorTile(
  tilesUrl: string,
  layers: string,
  { z, x, y }: TileAddress,
): Promise<ArrayBuffer> {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(`${tilesUrl}/${layers}/${z}/${x}/${y}.mvt`).catch(() => undefined)
    if (response?.ok) return response.arrayBuffer()
    if (await mayAskAgain(response?.status, attempt)) continue
    throw new Error(`A tile of ${layers} answered ${response?.status}.`)
  }
}
