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
      const at: Point = [from[0] + dx * share, from[1] + dy * share]
      // The other axis keeps two carriageways of one name apart, but not two tiles' rounding.
      const row = Math.round((isUpright ? at[0] : at[1]) / 200)
      yield {
        key: `${name}/${isUpright}/${k}/${row}`,
        name,
        streetClass: street.streetClass,
        place: at,
        angleRadians: isUpright ? Math.atan2(-Math.abs(dy), dy > 0 ? -dx : dx) : Math.atan(dy / dx),
        isUpright,
      }
    }
  }
}

/** A share in [0, 1) from the name, so that parallel streets do not carry their names in a row. */
function phaseOf(name: string): number {
  let hash = 7
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 997
  return hash / 997
}
