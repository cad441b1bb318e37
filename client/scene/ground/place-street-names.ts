import type { StreetClass } from '../../../server/contract/vocabulary.ts'
import type { Point } from '../../geo/ring.ts'
import type { GroundStreet } from './ground-tile.ts'

export interface StreetName {
  readonly name: string
  readonly streetClass: StreetClass
  readonly place: Point
  /** Direction of reading, radians from east, counter-clockwise; upright names stack southwards. */
  readonly angleRadians: number
  /** Streets that run north-south carry their characters upright, one under the other. */
  readonly isUpright: boolean
}

/** Metres between two names of the same street. */
const spacingMeters: Readonly<Record<StreetClass, number>> = {
  arterial: 520,
  secondary: 430,
  branch: 360,
  lane: Number.POSITIVE_INFINITY,
}

/**
 * Boundaries run along the middle of streets: a name stands aside from it by this share of the
 * street's width, above it on streets that run east-west, right of it on the others.
 */
const ASIDE_SHARE = 0.25

/**
 * Names stand where a street crosses fixed lines of the frame: every so many metres of x for streets
 * that run east-west, of y for the others. The clipped geometry of two tiles crosses the same lines,
 * so both tiles put the name at the same place.
 */
export function placeStreetNames(streets: readonly GroundStreet[]): StreetName[] {
  const placed = new Map<string, StreetName>()
  for (const street of streets) {
    if (!street.name || street.streetClass === 'lane') continue
    for (const { key, ...name } of crossings(street, street.name)) {
      if (!placed.has(key)) placed.set(key, name)
    }
  }
  return [...placed.values()]
}

function* crossings(street: GroundStreet, name: string): Generator<StreetName & { key: string }> {
  const spacing = spacingMeters[street.streetClass]
  const phase = phaseOf(name) * spacing
  for (let place = 1; place < street.line.length; place++) {
    const from = street.line[place - 1]
    const to = street.line[place]
    if (!from || !to) continue
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const isUpright = Math.abs(dy) > Math.abs(dx)
    const [start, length] = isUpright ? [from[1], dy] : [from[0], dx]
    const [low, high] = [Math.min(start, start + length), Math.max(start, start + length)]
    for (let k = Math.ceil((low - phase) / spacing); k * spacing + phase < high; k++) {
      const share = (k * spacing + phase - start) / length
      const onMiddle: Point = [from[0] + dx * share, from[1] + dy * share]
      // The other axis keeps two carriageways of one name apart, but not two tiles' rounding.
      const row = Math.round((isUpright ? onMiddle[0] : onMiddle[1]) / 200)
      yield {
        key: `${name}/${isUpright}/${k}/${row}`,
        name,
        streetClass: street.streetClass,
        place: stepAside(
          onMiddle,
          street.widthMeters * ASIDE_SHARE,
          isUpright ? [dy, -dx] : [-dy, dx],
        ),
        angleRadians: isUpright ? Math.atan2(-Math.abs(dy), dy > 0 ? -dx : dx) : Math.atan(dy / dx),
        isUpright,
      }
    }
  }
}

/** @param across a direction across the street; it may point to either side */
function stepAside([x, y]: Point, meters: number, across: Point): Point {
  const isUpright = Math.abs(across[0]) > Math.abs(across[1])
  const towards = Math.sign(isUpright ? across[0] : across[1])
  const length = Math.hypot(...across) * towards
  return [x + (across[0] / length) * meters, y + (across[1] / length) * meters]
}

/** A share in [0, 1) from the name, so that parallel streets do not carry their names in a row. */
function phaseOf(name: string): number {
  let hash = 7
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 997
  return hash / 997
}
