import { type Cluster, clusterPoints } from '../../geo/cluster-points.ts'
import { createLocalFrame, type LocalFrame, toLocal, toLonLat } from '../../geo/local-frame.ts'
import type { Point } from '../../geo/ring.ts'
import type { ShopPoint } from './shop-tiles.ts'

export interface ShopBand {
  /** Shown between these distances from the camera, in metres. */
  readonly nearMeters: number
  readonly farMeters: number
  /** Places in degrees. */
  readonly clusters: readonly Cluster<ShopPoint>[]
}

const bandCells = [
  { nearMeters: 0, farMeters: 900, cellMeters: 0 },
  { nearMeters: 900, farMeters: 2200, cellMeters: 180 },
  // Further off the district's names are what one looks for.
  { nearMeters: 2200, farMeters: 4500, cellMeters: 450 },
]

/**
 * Shops one by one close to the camera and as counted clusters further off. Each band is built once
 * and shows itself by its distance, so moving the camera costs no script.
 */
export function shopBands(shops: readonly ShopPoint[], origin: Point): ShopBand[] {
  const frame = createLocalFrame(origin)
  const placeOf = (shop: ShopPoint) => toLocal(frame, shop.lonLat)
  return bandCells.map(({ nearMeters, farMeters, cellMeters }) => ({
    nearMeters,
    farMeters,
    clusters:
      cellMeters === 0
        ? shops.map((shop) => ({ place: shop.lonLat, members: [shop] }))
        : clusterPoints(shops, placeOf, cellMeters).map((cluster) => inDegrees(frame, cluster)),
  }))
}

const inDegrees = (frame: LocalFrame, { place, members }: Cluster<ShopPoint>) => ({
  place: toLonLat(frame, place),
  members,
})
