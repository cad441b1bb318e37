import { memo } from 'react'
import type { StatisticsCell } from '../../../server/contract/statistics.ts'
import { type CellWords, CountCell } from './count-cell.tsx'

interface StatisticsRowProps {
  /** undefined: the whole city. */
  id: number | undefined
  name: string
  /** What choosing it does. */
  hint: string
  total: StatisticsCell
  cells: readonly StatisticsCell[]
  words: CellWords
  isChosen: boolean
  onChoose: (id: number | undefined) => void
}

/** One area; its name puts it into the chart. */
export const StatisticsRow = memo((props: StatisticsRowProps) => {
  const { id, name, hint, total, cells, words, isChosen, onChoose } = props
  return (
    <tr data-chosen={isChosen || undefined}>
      <th scope="row">
        <button aria-pressed={isChosen} onClick={() => onChoose(id)} title={hint} type="button">
          {name}
        </button>
      </th>
      <td>
        <CountCell cell={total} words={words} />
      </td>
      {cells.map((cell, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <td key={place}>
          <CountCell cell={cell} words={words} />
        </td>
      ))}
    </tr>
  )
})
