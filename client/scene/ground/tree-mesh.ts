/** Corners of a tree's crown: a low dome of two rings and a tip. */
const SIDES = 6
const VERTICES_PER_TREE = SIDES * 2 + 1

export interface TreeMesh {
  /** x east, y north, z up, in metres of the local frame. */
  readonly positions: Float32Array
  /** Red, green, blue, alpha per vertex, light included. */
  readonly colours: Uint8Array
  readonly indices: Uint32Array
}

/** Light on a crown: the sun of the building shader on a rough ball. */
const sun = [-0.463, -0.362, 0.809] as const

/**
 * Low-poly crowns of many trees as one mesh. The sun stands still, so its light is baked into the
 * vertex colours and the picture needs no lighting.
 *
 * @param trees triples of x, y, radius in metres
 * @param leaves two greens, red, green and blue from 0 to 255
 */
export function treeMesh(
  trees: Float32Array,
  leaves: readonly [readonly number[], readonly number[]],
): TreeMesh {
  const count = trees.length / 3
  const positions = new Float32Array(count * VERTICES_PER_TREE * 3)
  const colours = new Uint8Array(count * VERTICES_PER_TREE * 4)
  const indices = new Uint32Array(count * SIDES * 9)
  for (let tree = 0; tree < count; tree++) {
    const [x = 0, y = 0, radius = 2] = trees.subarray(tree * 3, tree * 3 + 3)
    const share = Math.abs(Math.sin(x * 12.9 + y * 78.2))
    const leaf = [0, 1, 2].map((part) => {
      const [a = 0, b = 0] = [leaves[0][part], leaves[1][part]]
      return a + (b - a) * share
    })
    writeCrown(
      positions,
      colours,
      tree * VERTICES_PER_TREE,
      { x, y, radius, turn: share * 6 },
      leaf,
    )
    writeFaces(indices, tree * SIDES * 9, tree * VERTICES_PER_TREE)
  }
  return { positions, colours, indices }
}

interface Crown {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly turn: number
}

function writeCrown(
  positions: Float32Array,
  colours: Uint8Array,
  first: number,
  { x, y, radius, turn }: Crown,
  leaf: readonly number[],
): void {
  const put = (vertex: number, dx: number, dy: number, height: number) => {
    positions.set([x + dx, y + dy, height], (first + vertex) * 3)
    const lift = (height / radius - 1.3) / 1.4
    const length = Math.hypot(dx, dy, lift * radius) || 1
    const lit = (dx * sun[0] + dy * sun[1] + lift * radius * sun[2]) / length
    const light = 0.8 + 0.09 * lift + 0.2 * Math.max(0, lit)
    colours.set([...leaf.map((part) => Math.min(255, part * light)), 255], (first + vertex) * 4)
  }
  for (let side = 0; side < SIDES; side++) {
    const angle = turn + (side / SIDES) * 2 * Math.PI
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    put(side, cos * radius * 0.72, sin * radius * 0.72, radius * 0.5)
    put(SIDES + side, cos * radius, sin * radius, radius * 1.35)
  }
  put(SIDES * 2, 0, 0, radius * 2.6)
}

function writeFaces(indices: Uint32Array, start: number, first: number): void {
  const faces: number[] = []
  for (let side = 0; side < SIDES; side++) {
    const next = (side + 1) % SIDES
    const [low, lowNext, high, highNext] = [side, next, SIDES + side, SIDES + next]
    faces.push(low, lowNext, highNext, low, highNext, high, high, highNext, SIDES * 2)
  }
  indices.set(
    faces.map((vertex) => vertex + first),
    start,
  )
}
