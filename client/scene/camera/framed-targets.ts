import type { AreaFeature } from '../../../server/contract/areas.ts'
import type { Building } from '../../../server/contract/buildings.ts'
import { polygonsOf } from '../../geo/area-index.ts'
import { lineLengthMeters } from '../../geo/measure.ts'
import { type Box, boxAround } from '../../geo/ring.ts'
import type { FramedTarget } from './framing.ts'

/** A little is cut off the corners of a box: what stands in it rarely fills them. */
const CORNERS = 0.95

/** What to frame so that an area fills the free part of the window. */
export function targetOfArea(area: AreaFeature): FramedTarget {
  const box = boxAround(polygonsOf(area).flat(2))
  const [west, south, east, north] = box
  return {
    lonLat: [(west + east) / 2, (south + north) / 2],
    heightMeters: 0,
    radiusMeters: (diagonalMeters(box) / 2) * CORNERS,
  }
}

/** What to frame so that a building stands among its neighbours. */
export function targetOfBuilding({ footprint, position, heightMeters }: Building): FramedTarget {
  return {
    lonLat: position,
    heightMeters: heightMeters / 2,
    radiusMeters: Math.max(diagonalMeters(boxAround(footprint)), heightMeters, 30) * CORNERS,
  }
}

const diagonalMeters = ([west, south, east, north]: Box) =>
  lineLengthMeters([
    [west, south],
    [east, north],
  ])
