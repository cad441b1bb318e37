import type { StreetClass } from '../../../server/contract/vocabulary.ts'
import { offsetLine } from '../../geo/offset-line.ts'
import { growBox } from '../../geo/ring.ts'
import { linePath, pathOf } from './canvas-paths.ts'
import { findJunctions, type Junction } from './find-junctions.ts'
import type { GroundStreet, GroundTile } from './ground-tile.ts'
import { type GroundView, visible } from './ground-view.ts'

/** Narrow streets first, so that wide ones lie over them. */
const fromNarrow: readonly StreetClass[] = ['branch', 'secondary', 'arterial']

/** An arterial this wide has a green median. */
const MEDIAN_FROM_METERS = 28
const MEDIAN_METERS = 2.6
const LANE_METERS = 3.6
const FOOTPATH_METERS = 6

/** Lanes, casings, carriageways, and close by also medians, lane marks and crossings. */
export function paintStreets(view: GroundView): void {
  const { context, palette, metersPerPixel } = view
  context.lineJoin = 'round'
  context.lineCap = 'round'
  const streets = visible(view, (tile) => tile.streets, 60)
  const ofClass = (name: StreetClass) => streets.filter((street) => street.streetClass === name)
  if (metersPerPixel < 2.5) {
    context.strokeStyle = palette.streetFill.lane
    for (const street of ofClass('lane')) strokeStreet(view, street, street.widthMeters)
  }
  const shown = metersPerPixel < 6 ? fromNarrow : fromNarrow.slice(1)
  for (const name of shown) {
    context.strokeStyle = palette.streetCasing[name]
    const edge = 2 * Math.max(0.9, metersPerPixel * 0.9)
    for (const street of ofClass(name)) strokeStreet(view, street, street.widthMeters + edge)
  }
  for (const name of shown) {
    context.strokeStyle = palette.streetFill[name]
    for (const street of ofClass(name)) {
      strokeStreet(view, street, Math.max(street.widthMeters, metersPerPixel * 1.6))
    }
  }
  if (metersPerPixel < 1.5) paintMarks(view, streets)
}

function strokeStreet({ context }: GroundView, street: GroundStreet, widthMeters: number): void {
  context.lineWidth = widthMeters
  context.stroke(pathOf(street, () => linePath(street.line)))
}

function paintMarks(view: GroundView, streets: readonly GroundStreet[]): void {
  const { context, palette, metersPerPixel } = view
  context.lineCap = 'butt'
  for (const street of streets) {
    if (street.streetClass === 'arterial') paintArterialMarks(view, street)
    if (street.streetClass !== 'secondary') continue
    context.strokeStyle = palette.mark
    context.setLineDash([5, 7])
    strokeStreet(view, street, Math.max(0.3, metersPerPixel * 0.5))
    context.setLineDash([])
  }
  for (const junction of junctionsOf(view.home)) {
    const [x, y] = junction.place
    const [west, south, east, north] = growBox(view.box, 60)
    if (x > west && x < east && y > south && y < north) paintJunction(view, junction)
  }
}

function paintArterialMarks(view: GroundView, street: GroundStreet): void {
  const { context, palette, metersPerPixel } = view
  const hasMedian = street.widthMeters >= MEDIAN_FROM_METERS
  if (hasMedian) {
    context.strokeStyle = palette.median
    strokeStreet(view, street, MEDIAN_METERS)
  }
  context.strokeStyle = palette.mark
  context.lineWidth = Math.max(0.3, metersPerPixel * 0.5)
  context.setLineDash([6, 9])
  const first = hasMedian ? MEDIAN_METERS / 2 + LANE_METERS : 0
  const last = street.widthMeters / 2 - FOOTPATH_METERS
  for (let offset = first; offset < last; offset += LANE_METERS) {
    for (const side of offset === 0 ? [0] : [-offset, offset]) {
      context.stroke(linePath(offsetLine(street.line, side)))
    }
  }
  context.setLineDash([])
}

/** Covers the marks inside the crossing and paints zebras across its arms. */
function paintJunction(view: GroundView, { place, arms }: Junction): void {
  const { context, palette, metersPerPixel } = view
  const isMajor = arms.some(({ street }) => street.streetClass === 'arterial') && arms.length > 3
  for (const { direction, street, clearMeters } of arms) {
    if (clearMeters === 0) continue
    const half = street.widthMeters / 2 - 0.4
    context.save()
    context.transform(direction[0], direction[1], -direction[1], direction[0], place[0], place[1])
    context.fillStyle = palette.streetFill[street.streetClass]
    context.fillRect(-1, -half, clearMeters + (isMajor ? 8 : 1), half * 2)
    if (metersPerPixel < 0.6 && isMajor && street.streetClass !== 'branch') {
      context.fillStyle = palette.mark
      for (let across = -half + 1; across < half - 1; across += 1.5) {
        context.fillRect(clearMeters + 1.5, across, 4, 0.7)
      }
    }
    context.restore()
  }
}

const knownJunctions = new WeakMap<GroundTile, Junction[]>()

function junctionsOf(tile: GroundTile): Junction[] {
  let junctions = knownJunctions.get(tile)
  if (!junctions) {
    junctions = findJunctions(tile)
    knownJunctions.set(tile, junctions)
  }
  return junctions
}
