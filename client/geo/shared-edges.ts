import type { Point } from './ring.ts'

/** Coordinates lie on a 1e-7 degree grid, so equal vertices have equal keys. */
const keyOf = ([longitude, latitude]: Point) =>
  `${Math.round(longitude * 1e7)},${Math.round(latitude * 1e7)}`

interface Edge {
  from: string
  to: string
}

/**
 * Boundary lines of several ranks, each shared edge given once, to the highest rank that has it:
 * otherwise the lines of the ranks lie on each other and the upper one shows the lower as a core.
 *
 * @param ranks rings of every rank, the highest first; degrees on the 1e-7 grid
 * @returns lines of every rank, as long as they run without a branch
 */
export function linesByRank(
  ranks: readonly (readonly (readonly Point[])[])[],
): (readonly Point[])[][] {
  const taken = new Set<string>()
  return ranks.map((rings) => {
    const places = new Map<string, Point>()
    const edges = rings.flatMap((ring) => takeEdges(ring, taken, places))
    const lines = chainEdges(edges)
    return lines.map((keys) => keys.map((key) => places.get(key)).filter((place) => !!place))
  })
}

function takeEdges(ring: readonly Point[], taken: Set<string>, places: Map<string, Point>): Edge[] {
  const edges: Edge[] = []
  for (let place = 1; place < ring.length; place++) {
    const start = ring[place - 1]
    const end = ring[place]
    if (!start || !end) continue
    const [from, to] = [keyOf(start), keyOf(end)]
    const edgeKey = from < to ? `${from}|${to}` : `${to}|${from}`
    if (from === to || taken.has(edgeKey)) continue
    taken.add(edgeKey)
    places.set(from, start).set(to, end)
    edges.push({ from, to })
  }
  return edges
}

/** Joins edges end to end; a chain stops where it ends or where more than two edges meet. */
function chainEdges(edges: readonly Edge[]): string[][] {
  const edgesAt = new Map<string, Edge[]>()
  for (const edge of edges) {
    for (const key of [edge.from, edge.to]) {
      const others = edgesAt.get(key)
      if (others) others.push(edge)
      else edgesAt.set(key, [edge])
    }
  }
  const used = new Set<Edge>()
  const follow = (start: string, first: Edge): string[] => {
    const chain = [start]
    let edge: Edge | undefined = first
    let key = start
    while (edge) {
      used.add(edge)
      key = edge.from === key ? edge.to : edge.from
      chain.push(key)
      const here: Edge[] = edgesAt.get(key) ?? []
      edge = here.length === 2 ? here.find((candidate) => !used.has(candidate)) : undefined
    }
    return chain
  }
  const chains: string[][] = []
  const startAt = (key: string) => {
    for (const edge of edgesAt.get(key) ?? []) if (!used.has(edge)) chains.push(follow(key, edge))
  }
  for (const [key, here] of edgesAt) if (here.length !== 2) startAt(key)
  for (const key of edgesAt.keys()) startAt(key)
  return chains
}
