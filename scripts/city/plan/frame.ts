/**
 * Three frames. *Plan*: a drawing board in metres on which every street is a straight
 * line along an axis. *City*: metres east and north of the city's middle; the plan is bent
 * and turned into it, so streets curve and blocks are irregular while the topology of the
 * plan (what touches what) survives exactly. *Units*: longitude and latitude in 1e-7 degree.
 */
export type Point = readonly [east: number, north: number]

/** Middle of the demonstration city: longitude, latitude. */
export const cityCentre = [118.74, 36.88] as const

/** Plan line in the middle of the river corridor, in plan metres. */
export const riverPlanEast = 1910

/** Local directions of the plan's axes at a point of the city. */
export interface Axes {
  /** Direction of the plan's east, radians counter-clockwise from east. */
  eastAngle: number
  /** Turn of the plan's north from north, radians counter-clockwise. */
  northAngle: number
  /** City metres per plan metre along each axis. */
  eastScale: number
  northScale: number
}

export interface Frame {
  toCity(planEast: number, planNorth: number): Point
  axesAt(planEast: number, planNorth: number): Axes
}

const turnRadians = (-2.6 * Math.PI) / 180

const fullTurn = 2 * Math.PI

/** Frame with a uniform scale and a shift, both chosen so that area and middle come out right. */
export function createFrame(scale = 1, shift: Point = [0, 0]): Frame {
  const toCity = (u: number, v: number): Point => {
    const [x, y] = bend(u, v)
    return [
      scale * (x * Math.cos(turnRadians) - y * Math.sin(turnRadians)) - shift[0],
      scale * (x * Math.sin(turnRadians) + y * Math.cos(turnRadians)) - shift[1],
    ]
  }
  return { toCity, axesAt: (u, v) => axesOf(toCity, u, v) }
}

/** Displaces a plan point: long swells of the whole network, and the bends of the river. */
function bend(u: number, v: number): Point {
  const wide = Math.exp(-(((u - riverPlanEast) / 900) ** 2))
  const near = Math.exp(-(((u - riverPlanEast) / 175) ** 2))
  const x =
    u +
    52 * Math.sin((fullTurn * v) / 4700 + 0.6) +
    17 * Math.sin(fullTurn * (v / 2100 + u / 5200) + 2.1) +
    85 * wide * Math.sin((fullTurn * v) / 3700 + 0.9) +
    46 * near * Math.sin((fullTurn * v) / 1250 + 0.3)
  const y =
    v +
    62 * Math.sin((fullTurn * u) / 5600 + 1.1) +
    17 * Math.sin(fullTurn * (u / 1900 - v / 6000) + 0.4)
  return [x, y]
}

function axesOf(toCity: Frame['toCity'], u: number, v: number): Axes {
  const step = 5
  const [westX, westY] = toCity(u - step, v)
  const [eastX, eastY] = toCity(u + step, v)
  const [southX, southY] = toCity(u, v - step)
  const [northX, northY] = toCity(u, v + step)
  return {
    eastAngle: Math.atan2(eastY - westY, eastX - westX),
    northAngle: Math.atan2(southX - northX, northY - southY),
    eastScale: Math.hypot(eastX - westX, eastY - westY) / (2 * step),
    northScale: Math.hypot(northX - southX, northY - southY) / (2 * step),
  }
}

const latitudeRadians = (cityCentre[1] * Math.PI) / 180

/** Metres per degree at the city's middle, WGS84 series (Snyder, USGS PP 1395, p. 25). */
export const metersPerDegree = {
  latitude:
    111132.954 - 559.822 * Math.cos(2 * latitudeRadians) + 1.175 * Math.cos(4 * latitudeRadians),
  longitude:
    111412.84 * Math.cos(latitudeRadians) -
    93.5 * Math.cos(3 * latitudeRadians) +
    0.118 * Math.cos(5 * latitudeRadians),
}

/** Longitude and latitude in whole units of 1e-7 degree: the grid of all stored coordinates. */
export function toUnits([x, y]: Point): Point {
  return [
    Math.round((cityCentre[0] + x / metersPerDegree.longitude) * 1e7),
    Math.round((cityCentre[1] + y / metersPerDegree.latitude) * 1e7),
  ]
}

/** Signed area of a ring, in the square of its unit; positive when counter-clockwise. */
export function signedArea(ring: readonly Point[]): number {
  let sum = 0
  let previous = ring[ring.length - 1]
  for (const point of ring) {
    if (previous) sum += previous[0] * point[1] - point[0] * previous[1]
    previous = point
  }
  return sum / 2
}

/** Mean of the corners. */
export function centreOf(ring: readonly Point[]): Point {
  const sum = ring.reduce<[number, number]>(([x, y], point) => [x + point[0], y + point[1]], [0, 0])
  return [sum[0] / ring.length, sum[1] / ring.length]
}
