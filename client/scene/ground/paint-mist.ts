import type { Point } from '../../geo/ring.ts'
import type { GroundView } from './ground-view.ts'

export interface CityExtent {
  /** Middle of the city in the local frame. */
  readonly middle: Point
  readonly radiusMeters: number
}

/** Open land: lighter in the middle, mist far out. */
export function paintOpenLand(view: GroundView, { middle, radiusMeters }: CityExtent): void {
  const { palette } = view
  fillRadially(view, middle, radiusMeters * 0.5, radiusMeters * 2.4, [
    [0, palette.land],
    [0.35, palette.outerLand],
    [1, palette.mist],
  ])
}

/** The horizon for free: the tiles themselves fade into the colour of the globe. */
export function paintMist(view: GroundView, { middle, radiusMeters }: CityExtent): void {
  const { mist } = view.palette
  fillRadially(view, middle, radiusMeters * 1.05, radiusMeters * 2.2, [
    [0, `${mist}00`],
    [0.5, `${mist}99`],
    [1, `${mist}ff`],
  ])
}

function fillRadially(
  { context, box: [west, south, east, north] }: GroundView,
  [x, y]: Point,
  innerMeters: number,
  outerMeters: number,
  stops: readonly (readonly [number, string])[],
): void {
  const gradient = context.createRadialGradient(x, y, innerMeters, x, y, outerMeters)
  for (const [share, colour] of stops) gradient.addColorStop(share, colour)
  context.fillStyle = gradient
  context.fillRect(west - 1, south - 1, east - west + 2, north - south + 2)
}
