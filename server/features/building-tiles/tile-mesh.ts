import { type GroundPoint, lift, type Vector3 } from './tile-frame.ts'

/**
 * What a surface is, for the shader: the third number of `_FACADE`. Walls carry their length in
 * metres instead, which is always positive.
 */
export const SURFACE_KIND = { roof: 0, rooftopBox: -1, glass: -2, tiledRoof: -3 } as const

/** What all vertices of a surface share. */
export interface Surface {
  /** Row of the property table. */
  readonly featureId: number
  /** Length of the wall in metres, or a surface kind. */
  readonly kind: number
  /** Height of the building in metres. */
  readonly buildingHeight: number
}

/** A vertex: its place, and its pattern coordinates (along, up or across) in metres. */
export interface Corner {
  readonly ground: GroundPoint
  readonly heightMeters: number
  readonly pattern: readonly [number, number]
}

/** Triangles of a tile in east, north, up metres; one entry (or three, or four) per vertex. */
export interface TileMesh {
  readonly positions: number[]
  readonly normals: number[]
  readonly facades: number[]
  readonly featureIds: number[]
  readonly triangles: number[]
}

export function createTileMesh(): TileMesh {
  return { positions: [], normals: [], facades: [], featureIds: [], triangles: [] }
}

/**
 * Adds a flat face whose corners see one normal. Triangles index into the corners and are
 * counter-clockwise seen from where the normal points.
 */
export function addFace(
  mesh: TileMesh,
  surface: Surface,
  face: { normal: Vector3; corners: readonly Corner[]; triangles: readonly number[] },
): void {
  const first = mesh.featureIds.length
  for (const { ground, heightMeters, pattern } of face.corners) {
    mesh.positions.push(...lift(ground, heightMeters))
    mesh.normals.push(...face.normal)
    mesh.facades.push(pattern[0], pattern[1], surface.kind, surface.buildingHeight)
    mesh.featureIds.push(surface.featureId)
  }
  for (const corner of face.triangles) mesh.triangles.push(first + corner)
}

/** Two triangles of four corners in order around the face. */
export const QUAD: readonly number[] = [0, 1, 2, 0, 2, 3]
