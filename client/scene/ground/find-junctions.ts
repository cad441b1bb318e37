import { boxesMeet, growBox, type Point } from '../../geo/ring.ts'
import { distanceToLine } from './distance-to-line.ts'
import type { GroundStreet, GroundTile } from './ground-tile.ts'

/** One street leaving a junction. */
export interface JunctionArm {
  /** Unit vector away from the junction. */
  readonly direction: Point
  readonly street: GroundStreet
  /** How far the crossing streets reach along this arm, in metres. */
  readonly clearMeters: number
}

export interface Junction {
  readonly place: Point
  readonly arms: readonly JunctionArm[]
}

const SAME_JUNCTION_METERS = 8
const TOUCH_METERS = 1.5
/** Arms closer in direction than this are one street going on. */
const PARALLEL_SINE = 0.4

/** Where streets (not lanes) cross or meet, with the arms that leave. */
export function findJunctions(tile: GroundTile): Junction[] {
  const streets = tile.streets.filter((street) => street.streetClass !== 'lane')
  const places: Point[] = []
  streets.forEach((street, number) => {
    for (const other of streets.slice(number + 1)) {
      if (!boxesMeet(growBox(street.box, TOUCH_METERS), other.box)) continue
      for (const place of meetings(street.line, other.line)) {
        const isNew = places.every((known) => distance(known, place) > SAME_JUNCTION_METERS)
        if (isNew) places.push(place)
      }
    }
  })
  return places.flatMap((place) => {
    const arms = armsAt(place, streets)
    return arms.length > 2 ? [{ place, arms: arms.map((arm) => withClearance(arm, arms)) }] : []
  })
}

function* meetings(a: readonly Point[], b: readonly Point[]): Generator<Point> {
  for (let i = 1; i < a.length; i++) {
    for (let j = 1; j < b.length; j++) {
      const [p, q, r, s] = [a[i - 1], a[i], b[j - 1], b[j]]
      const place = p && q && r && s && crossing(p, q, r, s)
      if (place) yield place
    }
  }
}

/** Crossing of two segments, also where an end only touches the other. */
function crossing(p: Point, q: Point, r: Point, s: Point): Point | undefined {
  const [ax, ay, bx, by] = [q[0] - p[0], q[1] - p[1], s[0] - r[0], s[1] - r[1]]
  const cross = ax * by - ay * bx
  const [lengthA, lengthB] = [Math.hypot(ax, ay), Math.hypot(bx, by)]
  if (Math.abs(cross) < PARALLEL_SINE * lengthA * lengthB) return undefined
  const alongA = ((r[0] - p[0]) * by - (r[1] - p[1]) * bx) / cross
  const alongB = ((r[0] - p[0]) * ay - (r[1] - p[1]) * ax) / cross
  const [slackA, slackB] = [TOUCH_METERS / lengthA, TOUCH_METERS / lengthB]
  const isOnBoth =
    alongA > -slackA && alongA < 1 + slackA && alongB > -slackB && alongB < 1 + slackB
  return isOnBoth ? [p[0] + ax * alongA, p[1] + ay * alongA] : undefined
}

function armsAt(
  place: Point,
  streets: readonly GroundStreet[],
): Omit<JunctionArm, 'clearMeters'>[] {
  const here = growBox([place[0], place[1], place[0], place[1]], TOUCH_METERS)
  return streets
    .filter((street) => boxesMeet(street.box, here))
    .filter((street) => distanceToLine(place, street.line) < TOUCH_METERS)
    .flatMap((street) =>
      directionsFrom(place, street.line).map((direction) => ({ direction, street })),
    )
}

/** Directions of a line away from a place on it: two where it passes, one where it ends. */
function directionsFrom(place: Point, line: readonly Point[]): Point[] {
  const leg = line.findIndex((point, number) => {
    const next = line[number + 1]
    return next !== undefined && distanceToLine(place, [point, next]) < TOUCH_METERS
  })
  return [
    ...line
      .slice(0, leg + 1)
      .reverse()
      .slice(0, 2),
    ...line.slice(leg + 1, leg + 3),
  ].reduce((directions: Point[], point) => {
    const length = distance(place, point)
    if (length < 3) return directions
    const direction: Point = [(point[0] - place[0]) / length, (point[1] - place[1]) / length]
    const isNew = directions.every(([x, y]) => x * direction[0] + y * direction[1] < 0.7)
    return isNew ? directions.concat([direction]) : directions
  }, [])
}

function withClearance(
  arm: Omit<JunctionArm, 'clearMeters'>,
  arms: readonly Omit<JunctionArm, 'clearMeters'>[],
): JunctionArm {
  const clearings = arms.map(({ direction: [x, y], street }) => {
    const sine = Math.abs(arm.direction[0] * y - arm.direction[1] * x)
    return sine < PARALLEL_SINE ? 0 : street.widthMeters / 2 / sine
  })
  return { ...arm, clearMeters: Math.max(0, ...clearings) }
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])
