import { boxAround, type Point } from '../../geo/ring.ts'
import { linePath, pathOf, ringsPath } from './canvas-paths.ts'
import type { GroundArea } from './ground-tile.ts'
import { type GroundView, visible } from './ground-view.ts'

const GREENHOUSE_PITCH_METERS = 11
const TRACK_LANE_METERS = 1.22
const TRACK_LANES = 6

/** Land uses in their order, then water with its edge. */
export function paintLand(view: GroundView): void {
  const { context, palette, metersPerPixel } = view
  for (const area of visible(view, (tile) => tile.landUses, 0)) {
    context.fillStyle = palette.landUse[area.kind] ?? palette.land
    context.fill(areaPath(area), 'evenodd')
    if (area.kind === 'greenhouse' && metersPerPixel < 2.5) paintGreenhouseRows(view, area)
    if (area.kind === 'sports-track' && metersPerPixel < 0.45) paintTrackLanes(view, area)
    if (area.kind === 'sports-field' && metersPerPixel < 1.5) paintFieldLines(view, area)
  }
  for (const area of visible(view, (tile) => tile.waters, 4)) {
    const path = areaPath(area)
    context.fillStyle = palette.water
    context.fill(path, 'evenodd')
    context.strokeStyle = palette.waterEdge
    context.lineWidth = Math.max(area.kind === 'river' ? 2 : 1.2, metersPerPixel * 1.2)
    context.stroke(path)
  }
}

const areaPath = (area: GroundArea<string>) => pathOf(area, () => ringsPath(area.rings))

/** Long plastic houses side by side, on lines of the frame so that tiles agree. */
function paintGreenhouseRows({ context, palette, box }: GroundView, area: GroundArea<string>) {
  context.save()
  context.clip(areaPath(area), 'evenodd')
  context.fillStyle = palette.greenhouseRow
  const south = Math.max(box[1], area.box[1])
  const north = Math.min(box[3], area.box[3])
  const west = Math.max(box[0], area.box[0])
  const east = Math.min(box[2], area.box[2])
  const first = Math.floor(south / GREENHOUSE_PITCH_METERS)
  for (let row = first; row * GREENHOUSE_PITCH_METERS < north; row++) {
    const y = row * GREENHOUSE_PITCH_METERS
    context.fillRect(west, y, east - west, GREENHOUSE_PITCH_METERS * 0.66)
  }
  context.restore()
}

/** Lane lines by stroking the outline ever thinner, clipped to the inside. */
function paintTrackLanes({ context, palette }: GroundView, area: GroundArea<string>) {
  const path = areaPath(area)
  context.save()
  context.clip(path, 'evenodd')
  for (let lane = TRACK_LANES; lane > 0; lane--) {
    context.strokeStyle = palette.sportsLine
    context.lineWidth = 2 * lane * TRACK_LANE_METERS + 0.3
    context.stroke(path)
    context.strokeStyle = palette.landUse['sports-track']
    context.lineWidth = 2 * lane * TRACK_LANE_METERS - 0.3
    context.stroke(path)
  }
  context.restore()
}

/** Touch lines, half-way line and centre circle of a pitch inside the field. */
function paintFieldLines(
  { context, palette, metersPerPixel }: GroundView,
  area: GroundArea<string>,
) {
  const [west, south, east, north] = boxAround(area.rings.flat())
  const [x, y] = [(west + east) / 2, (south + north) / 2]
  const isTall = north - south > east - west
  const halfWidth = (east - west) * (isTall ? 0.42 : 0.36)
  const halfHeight = (north - south) * (isTall ? 0.36 : 0.42)
  const middle: Point[] = isTall
    ? [
        [x - halfWidth, y],
        [x + halfWidth, y],
      ]
    : [
        [x, y - halfHeight],
        [x, y + halfHeight],
      ]
  context.strokeStyle = palette.sportsLine
  context.lineWidth = Math.max(0.35, metersPerPixel * 0.7)
  context.strokeRect(x - halfWidth, y - halfHeight, halfWidth * 2, halfHeight * 2)
  context.stroke(linePath(middle))
  context.beginPath()
  context.arc(x, y, Math.min(halfWidth, halfHeight) * 0.26, 0, 2 * Math.PI)
  context.stroke()
}
