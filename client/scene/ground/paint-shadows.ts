import type { Point } from '../../geo/ring.ts'
import { ringsPath } from './canvas-paths.ts'
import type { GroundBuilding } from './ground-tile.ts'
import { type GroundView, visible, visibleAround } from './ground-view.ts'
import type { Tree } from './place-trees.ts'
import { shadowPerMeter } from './sun.ts'
import { sweepShadow } from './sweep-shadow.ts'

/** Wide and faint first: the strokes add up to a soft edge, which makes buildings stand. */
const CONTACT_WIDTHS_METERS = [14, 9, 5, 2.4]

const shadowPaths = new WeakMap<GroundBuilding, Path2D>()

/** Sun shadows of buildings and trees, all in one fill so that overlaps do not darken twice. */
export function paintSunShadows(view: GroundView, trees: readonly Tree[], reachMeters: number) {
  const all = new Path2D()
  for (const building of visibleAround(view, (tile) => tile.buildings, reachMeters)) {
    all.addPath(shadowPath(building))
  }
  for (const { x, y, radius } of trees) {
    const [cx, cy] = [x + shadowPerMeter[0] * radius * 1.4, y + shadowPerMeter[1] * radius * 1.4]
    all.moveTo(cx + radius, cy)
    all.arc(cx, cy, radius * 0.95, 0, 2 * Math.PI)
  }
  view.context.fillStyle = view.palette.shadow
  view.context.fill(all, 'nonzero')
}

/** Faint rings round every footprint, and the footprint itself. */
export function paintContactShade(view: GroundView): void {
  const { context, palette, metersPerPixel } = view
  const buildings = visible(view, (tile) => tile.buildings, 8)
  const footprints = ringsPath(buildings.map((building) => building.ring))
  context.strokeStyle = palette.contactShade
  for (const width of metersPerPixel < 2.5 ? CONTACT_WIDTHS_METERS : [9]) {
    context.lineWidth = width
    context.stroke(footprints)
  }
  context.fillStyle = palette.footprint
  context.fill(footprints)
}

export function paintTreeDiscs({ context, palette }: GroundView, trees: readonly Tree[]): void {
  const discs = new Path2D()
  for (const { x, y, radius } of trees) {
    discs.moveTo(x + radius, y)
    discs.arc(x, y, radius, 0, 2 * Math.PI)
  }
  context.fillStyle = palette.tree
  context.fill(discs)
}

function shadowPath(building: GroundBuilding): Path2D {
  let path = shadowPaths.get(building)
  if (!path) {
    const { ring, heightMeters } = building
    const fall: Point = [shadowPerMeter[0] * heightMeters, shadowPerMeter[1] * heightMeters]
    path = ringsPath(sweepShadow(ring, fall))
    shadowPaths.set(building, path)
  }
  return path
}
