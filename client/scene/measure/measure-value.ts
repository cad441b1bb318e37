import { lineLengthMeters, ringAreaSquareMeters } from '../../geo/measure.ts'
import type { Point } from '../../geo/ring.ts'
import type { MeasureKind } from '../scene-types.ts'

export interface MeasuredPlace {
  readonly lonLat: Point
  /** Metres above the ground. */
  readonly heightMeters: number
}

/** Metres of distance or height, or square metres of area, for the places chosen so far. */
export function measuredValue(kind: MeasureKind, places: readonly MeasuredPlace[]): number {
  const line = places.map((place) => place.lonLat)
  if (kind === 'distance') return lineLengthMeters(line)
  if (kind === 'area') return ringAreaSquareMeters(line)
  const [from, to] = places
  return from && to ? Math.abs(to.heightMeters - from.heightMeters) : 0
}

/** Height takes two places; distance and area go on until the user ends them. */
export const isComplete = (kind: MeasureKind, placeCount: number) =>
  kind === 'height' && placeCount >= 2

/** Short text for the scene, with the unit: 86.4 m, 1.25 km, 3.20 ha. Units read alike in zh and en. */
export function formatMeasured(kind: MeasureKind, value: number): string {
  if (kind === 'area') {
    if (value < 10_000) return `${value.toFixed(0)} m²`
    return value < 1e6 ? `${(value / 10_000).toFixed(2)} ha` : `${(value / 1e6).toFixed(3)} km²`
  }
  return value < 1000 ? `${value.toFixed(1)} m` : `${(value / 1000).toFixed(3)} km`
}
