import type { AreaRow } from './area-tree.ts'

/** What a key does in the tree; the rows are those in sight, from top to bottom. */
export interface TreeStep {
  activate?: AreaRow
  toggle?: AreaRow
  select?: AreaRow
}

/**
 * The keys of a tree, after the ARIA authoring practices.
 * @param activePlace place of the active row, −1 when there is none
 * @returns undefined for keys that mean nothing here
 */
export function steer(
  key: string,
  rows: readonly AreaRow[],
  activePlace: number,
): TreeStep | undefined {
  const row = rows[activePlace]
  const goTo = (place: number): TreeStep => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, place))]
    return target ? { activate: target } : {}
  }
  switch (key) {
    case 'ArrowDown':
      return goTo(activePlace + 1)
    case 'ArrowUp':
      return goTo(activePlace - 1)
    case 'Home':
      return goTo(0)
    case 'End':
      return goTo(rows.length - 1)
    case 'ArrowRight':
      return row && openOrEnter(row, goTo(activePlace + 1))
    case 'ArrowLeft':
      return row && closeOrLeave(row, rows)
    case 'Enter':
    case ' ':
      return row && { activate: row, select: row }
    default:
      return undefined
  }
}

function openOrEnter(row: AreaRow, next: TreeStep): TreeStep {
  if (row.node.parts.length === 0) return {}
  return row.isExpanded ? next : { toggle: row }
}

function closeOrLeave(row: AreaRow, rows: readonly AreaRow[]): TreeStep {
  if (row.isExpanded) return { toggle: row }
  const parent = rows.find((candidate) => candidate.node === row.node.parent)
  return parent ? { activate: parent } : {}
}
