import earcut from 'earcut'
import { type Footprint, fromBox, type OrientedBox, toBox } from './footprint.ts'
import type { GroundPoint, Vector3 } from './tile-frame.ts'
import {
  addFace,
  type Corner,
  QUAD,
  SURFACE_KIND,
  type Surface,
  type TileMesh,
} from './tile-mesh.ts'

type Roof = Omit<Surface, 'kind'>

/** Metres that a pitched roof rises per metre of half its depth. */
const PITCH = 0.5
const MAX_RISE_METERS = 4.5

/**
 * Adds a flat roof. Pattern: metres along and across the building's own axes, so that joints on
 * the roof run parallel to its walls.
 *
 * @param box axes of the building
 */
export function addFlatRoof(
  mesh: TileMesh,
  footprint: Footprint,
  heightMeters: number,
  roof: Roof & { box: OrientedBox },
): void {
  const rings = [footprint.outer, ...footprint.holes]
  const points = rings.flat()
  const holeStarts: number[] = []
  let start = 0
  for (const ring of rings.slice(0, -1)) {
    start += ring.length
    holeStarts.push(start)
  }
  addFace(
    mesh,
    { featureId: roof.featureId, buildingHeight: roof.buildingHeight, kind: SURFACE_KIND.roof },
    {
      normal: [0, 0, 1],
      corners: points.map((ground) => ({ ground, heightMeters, pattern: toBox(roof.box, ground) })),
      triangles: counterClockwise(points, earcut(points.flat(), holeStarts)),
    },
  )
}

/** Height of the ridge above the eaves of a pitched roof, in metres. */
export function toRise(box: OrientedBox): number {
  return Math.min(MAX_RISE_METERS, (box.depth / 2) * PITCH)
}

/**
 * Adds a tiled roof over a rectangle, its ridge along the long side: gabled (upright triangles at
 * the ends, as on village houses) or hipped (the ends slope too).
 *
 * @param eavesMeters height of the eaves
 */
export function addPitchedRoof(
  mesh: TileMesh,
  box: OrientedBox,
  eavesMeters: number,
  roof: Roof & { isHipped: boolean },
): void {
  const [a, b] = [box.length / 2, box.depth / 2]
  const rise = toRise(box)
  const ridgeEnd = roof.isHipped ? Math.max(0, a - b) : a
  const corner = (along: number, across: number, up: number): Corner => ({
    ground: fromBox(box, along, across),
    heightMeters: eavesMeters + up,
    pattern: [along, across],
  })
  const [south, north] = [-b, b]
  const [west, east] = [-a, a]
  const [ridgeWest, ridgeEast] = [corner(-ridgeEnd, 0, rise), corner(ridgeEnd, 0, rise)]
  const slopes: Corner[][] = [
    [corner(west, south, 0), corner(east, south, 0), ridgeEast, ridgeWest],
    [corner(east, north, 0), corner(west, north, 0), ridgeWest, ridgeEast],
    [corner(east, south, 0), corner(east, north, 0), ridgeEast],
    [corner(west, north, 0), corner(west, south, 0), ridgeWest],
  ]
  slopes.forEach((corners, side) => {
    const isGable = side > 1 && !roof.isHipped
    const kind = isGable ? SURFACE_KIND.rooftopBox : SURFACE_KIND.tiledRoof
    const { featureId, buildingHeight } = roof
    addFace(
      mesh,
      { featureId, buildingHeight, kind },
      {
        normal: toNormal(corners),
        corners,
        triangles: corners.length === 4 ? QUAD : [0, 1, 2],
      },
    )
  })
}

/** Earcut keeps no promise on the direction of its triangles; roofs look up. */
function counterClockwise(points: readonly GroundPoint[], triangles: number[]): number[] {
  const ordered: number[] = []
  for (let index = 0; index < triangles.length; index += 3) {
    const [a = 0, b = 0, c = 0] = triangles.slice(index, index + 3)
    ordered.push(a, ...(turnsLeft(points[a], points[b], points[c]) ? [b, c] : [c, b]))
  }
  return ordered
}

function turnsLeft(a?: GroundPoint, b?: GroundPoint, c?: GroundPoint): boolean {
  if (!a || !b || !c) return true
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) >= 0
}

function toNormal([a, b, c]: readonly Corner[]): Vector3 {
  if (!a || !b || !c) return [0, 0, 1]
  const edge = (corner: Corner): Vector3 => [
    corner.ground[0] - a.ground[0],
    corner.ground[1] - a.ground[1],
    corner.heightMeters - a.heightMeters,
  ]
  const [u, v] = [edge(b), edge(c)]
  const cross: Vector3 = [
    u[1] * v[2] - u[2] * v[1],
    u[2] * v[0] - u[0] * v[2],
    u[0] * v[1] - u[1] * v[0],
  ]
  const length = Math.hypot(...cross) || 1
  return [cross[0] / length, cross[1] / length, cross[2] / length]
}
