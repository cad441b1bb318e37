import { forEachEdge, type Ring } from './footprint.ts'
import { addFace, QUAD, type Surface, type TileMesh } from './tile-mesh.ts'

/** A wall stands from the first height to the second, in metres. */
export interface WallSpan {
  readonly bottom: number
  readonly top: number
}

/**
 * Adds a wall above every edge of a ring that has the building on its left. Neighbouring walls
 * share their upright edges, so the shell has no gap. Pattern: metres along the wall, metres above
 * the ground.
 */
export function addWalls(
  mesh: TileMesh,
  ring: Ring,
  { bottom, top }: WallSpan,
  surface: Omit<Surface, 'kind'> & { kind?: number },
): void {
  forEachEdge(ring, (from, to) => {
    const [east, north] = [to[0] - from[0], to[1] - from[1]]
    const length = Math.hypot(east, north)
    if (length === 0) return
    const kind = surface.kind ?? Math.max(length, MIN_WALL_LENGTH_METERS)
    addFace(
      mesh,
      { ...surface, kind },
      {
        normal: [north / length, -east / length, 0],
        corners: [
          { ground: from, heightMeters: bottom, pattern: [0, bottom] },
          { ground: to, heightMeters: bottom, pattern: [length, bottom] },
          { ground: to, heightMeters: top, pattern: [length, top] },
          { ground: from, heightMeters: top, pattern: [0, top] },
        ],
        triangles: QUAD,
      },
    )
  })
}

/** Adds the sides and the top of a block that stands on a roof. */
export function addRooftopBlock(
  mesh: TileMesh,
  ring: Ring,
  { bottom, top }: WallSpan,
  surface: Surface,
): void {
  addWalls(mesh, ring, { bottom, top }, surface)
  addFace(mesh, surface, {
    normal: [0, 0, 1],
    corners: ring.map((ground) => ({ ground, heightMeters: top, pattern: [0, top] })),
    triangles: ring.slice(2).flatMap((_, index) => [0, index + 1, index + 2]),
  })
}

/** Shorter walls than this would be taken for a roof once rounded. */
const MIN_WALL_LENGTH_METERS = 0.1
