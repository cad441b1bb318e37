import type { AreaCollection, AreaProperties } from '../../../server/contract/areas.ts'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'

/** An area with its parts, as the tree shows it. */
export interface AreaNode {
  /** `zone:12`: unique over all levels. */
  key: string
  level: AreaLevel
  area: AreaProperties
  parent: AreaNode | undefined
  parts: AreaNode[]
}

/** A visible line of the tree. */
export interface AreaRow {
  node: AreaNode
  /** 1 for a community. */
  depth: number
  isExpanded: boolean
  /** Place among its siblings, from 1. */
  place: number
  siblingCount: number
}

export const toAreaKey = (level: AreaLevel, id: number): string => `${level}:${id}`

/** Hangs zones under communities and grids under zones; siblings in the order of their codes. */
export function buildAreaTree(
  communities: AreaCollection,
  zones: AreaCollection,
  grids: AreaCollection,
): AreaNode[] {
  const byKey = new Map<string, AreaNode>()
  const hang = (level: AreaLevel, parentLevel: AreaLevel, collection: AreaCollection) => {
    for (const { properties: area } of inCodeOrder(collection)) {
      const parent = byKey.get(toAreaKey(parentLevel, area.parentId ?? 0))
      const node: AreaNode = { key: toAreaKey(level, area.id), level, area, parent, parts: [] }
      byKey.set(node.key, node)
      parent?.parts.push(node)
    }
  }
  hang('community', 'community', communities)
  hang('zone', 'community', zones)
  hang('grid', 'zone', grids)
  return [...byKey.values()].filter((node) => node.level === 'community')
}

/** Finds the node of an area. */
export function findAreaNode(
  tree: readonly AreaNode[],
  level: AreaLevel,
  id: number,
): AreaNode | undefined {
  const key = toAreaKey(level, id)
  for (const node of tree) {
    const found = node.key === key ? node : findAreaNode(node.parts, level, id)
    if (found) return found
  }
  return undefined
}

/** From the community down to the area itself. */
export function ancestryOf(node: AreaNode | undefined): AreaNode[] {
  return node ? [...ancestryOf(node.parent), node] : []
}

/**
 * Lines to show. With a filter: what matches by name or code, with everything above it and, under
 * a match, whatever is unfolded.
 */
export function listAreaRows(
  tree: readonly AreaNode[],
  expanded: ReadonlySet<string>,
  filter: string,
): AreaRow[] {
  const wanted = filter.trim().toLowerCase()
  return wanted ? filteredRows(tree, wanted, 1) : unfoldedRows(tree, expanded, 1)
}

function unfoldedRows(
  nodes: readonly AreaNode[],
  expanded: ReadonlySet<string>,
  depth: number,
): AreaRow[] {
  return nodes.flatMap((node, place) => {
    const isExpanded = node.parts.length > 0 && expanded.has(node.key)
    const row = { node, depth, isExpanded, place: place + 1, siblingCount: nodes.length }
    return isExpanded ? [row, ...unfoldedRows(node.parts, expanded, depth + 1)] : [row]
  })
}

function filteredRows(nodes: readonly AreaNode[], wanted: string, depth: number): AreaRow[] {
  const kept = nodes
    .map((node) => ({ node, below: filteredRows(node.parts, wanted, depth + 1) }))
    .filter(({ node, below }) => below.length > 0 || matches(node, wanted))
  return kept.flatMap(({ node, below }, place) => {
    const isExpanded = below.length > 0
    return [{ node, depth, isExpanded, place: place + 1, siblingCount: kept.length }, ...below]
  })
}

function matches({ area }: AreaNode, wanted: string): boolean {
  return area.name.toLowerCase().includes(wanted) || area.code.startsWith(wanted)
}

function inCodeOrder({ features }: AreaCollection) {
  return features.toSorted((a, b) => (a.properties.code < b.properties.code ? -1 : 1))
}

/** Keys of the branches that have no neighbour: what somebody with a small area sees unfolded. */
export function listOnlyBranches(tree: readonly AreaNode[]): ReadonlySet<string> {
  const [only, ...others] = tree
  if (!only || others.length > 0 || only.parts.length === 0) return new Set()
  return new Set([only.key, ...listOnlyBranches(only.parts)])
}
