import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StatisticsRow as Area, StatisticsTable } from '../../../server/contract/statistics.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { StateView } from '../../ui/state-view.tsx'
import type { CellWords } from './count-cell.tsx'
import { nextSorting, type SortColumn, type Sorting, sortRows } from './sort-rows.ts'
import styles from './statistics-page.module.css'
import { StatisticsRow } from './statistics-row.tsx'
import { useClassNames } from './use-class-names.ts'

type ShownRow = Pick<Area, 'name' | 'total' | 'cells'> & { id: number | undefined }

interface StatisticsViewProps {
  table: StatisticsTable
  /** Area in the chart; undefined: the whole city. */
  chosen: number | undefined
  onChoose: (id: number | undefined) => void
}

/** Areas by classes; every column sorts, every name puts its row into the chart. */
export function StatisticsView({ table, chosen, onChoose }: StatisticsViewProps) {
  const { t } = useTranslation()
  const [sorting, setSorting] = useState<Sorting>({ column: 'name', isDescending: false })
  const { count } = useFormatters()
  const names = useClassNames(table)
  const words = useMemo(
    (): CellWords => ({
      count,
      small: t('statistics:legend.small'),
      hidden: t('statistics:hidden'),
    }),
    [t, count],
  )
  const rows = useMemo(() => sortRows(table.rows, sorting), [table.rows, sorting])
  if (rows.length === 0) return <StateView icon="empty" title={t('statistics:empty')} />
  const head = (column: SortColumn, label: string) => (
    <SortableHead
      key={column}
      label={label}
      onSort={() => setSorting(nextSorting(sorting, column))}
      sorting={sorting.column === column ? sorting : undefined}
    />
  )
  const row = ({ id, name, total, cells }: ShownRow) => (
    <StatisticsRow
      cells={cells}
      hint={t('statistics:showInChart', { name })}
      id={id}
      isChosen={chosen === id}
      key={id ?? 'city'}
      name={name}
      onChoose={onChoose}
      total={total}
      words={words}
    />
  )
  return (
    <section aria-label={t('statistics:title')} className={styles.scroller}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head('name', t('statistics:name'))}
            {head('total', t(`statistics:counted.${table.counted}`))}
            {names.map((name, place) => head(place, name))}
          </tr>
        </thead>
        <tbody>
          {table.city && row({ id: undefined, name: t('statistics:wholeCity'), ...table.city })}
          {rows.map(row)}
        </tbody>
      </table>
    </section>
  )
}

interface SortableHeadProps {
  label: string
  sorting: Sorting | undefined
  onSort: () => void
}

function SortableHead({ label, sorting, onSort }: SortableHeadProps) {
  const { t } = useTranslation()
  const direction = sorting?.isDescending ? 'descending' : 'ascending'
  return (
    <th aria-sort={sorting ? direction : 'none'} scope="col">
      <button onClick={onSort} title={t('statistics:sortBy', { column: label })} type="button">
        {label}
        <span aria-hidden="true">{sorting ? (sorting.isDescending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  )
}
