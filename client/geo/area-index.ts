import Flatbush from 'flatbush'
import type { AreaCollection, AreaFeature } from '../../server/contract/areas.ts'
import { boxAround, isInPolygon, type Point } from './ring.ts'

export interface AreaIndex {
  /** The area that holds the place, if any. */
  find: (lonLatDegrees: Point) => AreaFeature | undefined
}

/** Point-in-polygon search over one level of areas, in memory: picking the ground is too slow. */
export function createAreaIndex(collection: AreaCollection): AreaIndex {
  const features = collection.features.filter((feature) => polygonsOf(feature).length > 0)
  if (features.length === 0) return { find: () => undefined }
  const index = new Flatbush(features.length)
  for (const feature of features) index.add(...boxAround(polygonsOf(feature).flat(2)))
  index.finish()
  return {
    find: ([longitude, latitude]) => {
      for (const place of index.search(longitude, latitude, longitude, latitude)) {
        const feature = features[place]
        const holds = (rings: Point[][]) => isInPolygon([longitude, latitude], rings)
        if (feature && polygonsOf(feature).some(holds)) return feature
      }
      return undefined
    },
  }
}

/** Polygons of an area as lists of rings, whatever its geometry type. */
export function polygonsOf(feature: AreaFeature): Point[][][] {
  const { geometry } = feature
  if (!geometry) return []
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons as unknown as Point[][][]
}
