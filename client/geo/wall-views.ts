import { counterClockwise, openRing, type Point } from './ring.ts'

/** The outside of a wall: its middle and the unit vector away from the building, in metres. */
export interface Wall {
  readonly middle: Point
  readonly outward: Point
}

/** Ends of a piece's edge this near to the outline lie on it. */
const TOUCH_METERS = 0.05
const SHORTEST_WALL_METERS = 0.5

/**
 * Outer walls of a piece of a footprint, such as a dwelling's share of its building: the edges that
 * run along the footprint's outline. Metres in, metres out.
 */
export function outerWalls(footprint: readonly Point[], piece: readonly Point[]): Wall[] {
  const outline = openRing(footprint)
  const ring = counterClockwise(openRing(piece))
  return ring.flatMap((from, place) => {
    const to = ring[(place + 1) % ring.length] ?? from
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const length = Math.hypot(dx, dy)
    if (length < SHORTEST_WALL_METERS) return []
    const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
    return isOnOutline(middle, outline) ? [{ middle, outward: [dy / length, -dx / length] }] : []
  })
}

/** A wall seen flatter than this shows nothing of what is behind it. */
const FLATTEST_SINE = 0.2

/** A building as far as it can stand in its own way: upright walls and a flat roof, in metres. */
export interface Block {
  readonly outline: readonly Point[]
  readonly topMeters: number
}

/**
 * Whether one of the walls can be seen from a place, as far as their own building goes.
 *
 * @param heightMeters of the part of the walls that is looked at
 * @param eye east, north, up in metres of the same frame
 */
export function showsAWall(
  walls: readonly Wall[],
  heightMeters: number,
  eye: readonly [number, number, number],
  block: Block,
): boolean {
  return walls.some(({ middle, outward }) => {
    const [east, north, up] = [eye[0] - middle[0], eye[1] - middle[1], eye[2] - heightMeters]
    const towards = east * outward[0] + north * outward[1]
    if (towards <= FLATTEST_SINE * Math.hypot(east, north, up)) return false
    // From a step before the wall, which must not stand in its own way.
    const from: Point = [middle[0] + outward[0] * STEP_METERS, middle[1] + outward[1] * STEP_METERS]
    return !isBlocked(from, heightMeters, eye, block)
  })
}

const STEP_METERS = 0.1

/** Whether a line of sight goes through a side of the block below its top. */
function isBlocked(
  from: Point,
  heightMeters: number,
  [east, north, up]: readonly [number, number, number],
  { outline, topMeters }: Block,
): boolean {
  const [x, y] = [east - from[0], north - from[1]]
  const ring = openRing(outline)
  return ring.some((corner, place) => {
    const next = ring[(place + 1) % ring.length] ?? corner
    const [dx, dy] = [next[0] - corner[0], next[1] - corner[1]]
    const across = x * dy - y * dx
    if (across === 0) return false
    const [ox, oy] = [corner[0] - from[0], corner[1] - from[1]]
    const alongSight = (ox * dy - oy * dx) / across
    const alongSide = (ox * y - oy * x) / across
    const meets = alongSight > 0 && alongSight < 1 && alongSide >= 0 && alongSide <= 1
    return meets && heightMeters + alongSight * (up - heightMeters) < topMeters
  })
}

function isOnOutline([x, y]: Point, outline: readonly Point[]): boolean {
  return outline.some((from, place) => {
    const to = outline[(place + 1) % outline.length] ?? from
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const along = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy || 1)
    if (along < 0 || along > 1) return false
    return Math.hypot(x - from[0] - dx * along, y - from[1] - dy * along) < TOUCH_METERS
  })
}
