import { forEachEdge, type Ring } from './footprint.ts'
import { addFace, type Corner, QUAD, type Surface, type TileMesh } from './tile-mesh.ts'

/** A wall stands from the first height to the second, in metres. */
export interface WallSpan {
  readonly bottom: number
  readonly top: number
  /** Height of the roof where the wall rises above it as a parapet, which is seen from inside. */
  readonly roof?: number
}

/**
 * Adds a wall above every edge of a ring that has the building on its left. Neighbouring walls
 * share their upright edges, so the shell has no gap. Pattern: metres along the wall, metres above
 * the ground.
 */
export function addWalls(
  mesh: TileMesh,
  ring: Ring,
  span: WallSpan,
  surface: Omit<Surface, 'kind'> & { kind?: number },
): void {
  forEachEdge(ring, (from, to) => {
    const [east, north] = [to[0] - from[0], to[1] - from[1]]
    const length = Math.hypot(east, north)
    if (length === 0) return
    const corner = (isEnd: boolean, heightMeters: number): Corner => ({
      ground: isEnd ? to : from,
      heightMeters,
      pattern: [isEnd ? length : 0, heightMeters],
    })
    const { bottom, top, roof } = span
    const outside = [
      corner(false, bottom),
      corner(true, bottom),
      corner(true, top),
      corner(false, top),
    ]
    const inside = roof === undefined ? [] : [corner(true, roof), corner(false, roof)]
    addFace(
      mesh,
      { ...surface, kind: surface.kind ?? Math.max(length, MIN_WALL_LENGTH_METERS) },
      {
        normal: [north / length, -east / length, 0],
        corners: [...outside, ...inside],
        triangles: roof === undefined ? QUAD : WALL_WITH_PARAPET,
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

/** The wall, and the back of its parapet, which takes the light of its front. */
const WALL_WITH_PARAPET: readonly number[] = [...QUAD, 4, 5, 3, 4, 3, 2]

/** Shorter walls than this would be taken for a roof once rounded. */
const MIN_WALL_LENGTH_METERS = 0.1
