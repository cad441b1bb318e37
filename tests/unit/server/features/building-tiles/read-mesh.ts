import type { TileMesh } from '../../../../../server/features/building-tiles/tile-mesh.ts'

export type Point = [number, number, number]

export interface Triangle {
  points: [Point, Point, Point]
  /** Normal of the first corner; all corners of a face share it. */
  normal: Point
  kind: number
  featureId: number
}

/** The triangles of a mesh, one by one. */
export function listTriangles(mesh: TileMesh): Triangle[] {
  const vectorAt = (values: number[], vertex: number) =>
    values.slice(vertex * 3, vertex * 3 + 3) as Point
  const triangles: Triangle[] = []
  for (let at = 0; at < mesh.triangles.length; at += 3) {
    const corners = mesh.triangles.slice(at, at + 3)
    const [first = 0] = corners
    triangles.push({
      points: corners.map((corner) => vectorAt(mesh.positions, corner)) as Triangle['points'],
      normal: vectorAt(mesh.normals, first),
      kind: mesh.facades[first * 4 + 2]!,
      featureId: mesh.featureIds[first]!,
    })
  }
  return triangles
}

/** Twice the area, in the direction from which the corners run counter-clockwise. */
export function crossOf({ points: [a, b, c] }: Triangle): Point {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]]
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
}

/** Edges by their ends, with how often they run one way minus the other way. */
export function countEdges(triangles: readonly Triangle[]): Map<string, number> {
  const name = (point: Point) => point.map((value) => value.toFixed(4)).join(' ')
  const counts = new Map<string, number>()
  for (const { points } of triangles) {
    points.forEach((point, index) => {
      const [from, to] = [name(point), name(points[(index + 1) % 3]!)]
      const [key, step] = from < to ? [`${from}|${to}`, 1] : [`${to}|${from}`, -1]
      counts.set(key, (counts.get(key) ?? 0) + step)
    })
  }
  return counts
}
