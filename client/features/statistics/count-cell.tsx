import type { StatisticsCell } from '../../../server/contract/statistics.ts'

/** How counts are written; made once for a table of thousands. */
export interface CellWords {
  count: (value: number) => string
  small: string
  hidden: string
}

/** A count as people read it. */
export function CountCell({ cell, words }: { cell: StatisticsCell; words: CellWords }) {
  if ('value' in cell) return words.count(cell.value)
  if (cell.kind === 'small') return <span title={words.small}>&lt;5</span>
  return (
    <span title={words.hidden}>
      <span aria-hidden="true">·</span>
      <span className="visually-hidden">{words.hidden}</span>
    </span>
  )
}
