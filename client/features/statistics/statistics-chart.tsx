import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StatisticsTable } from '../../../server/contract/statistics.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { BarChart } from '../../ui/chart.tsx'
import styles from './statistics-page.module.css'
import { useClassNames } from './use-class-names.ts'

interface StatisticsChartProps {
  table: StatisticsTable
  /** undefined: the whole city. */
  chosen: number | undefined
}

/** One area as bars, a class each; the oldest on top, as in every population pyramid. */
export function StatisticsChart({ table, chosen }: StatisticsChartProps) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const names = useClassNames(table)
  const shown =
    table.rows.find(({ id }) => id === chosen) ??
    (table.city && { name: t('statistics:wholeCity'), ...table.city })
  const bars = useMemo(
    () =>
      (shown?.cells ?? []).map((cell, place) => ({
        name: names[place] ?? '',
        value: 'value' in cell ? cell.value : 0,
        label: 'value' in cell ? count(cell.value) : cell.kind === 'small' ? '<5' : '·',
      })),
    [shown?.cells, names, count],
  )
  if (!shown) return null
  const what = t(`statistics:classification.${table.by}`)
  return (
    <figure className={styles.chart}>
      <figcaption>
        <b>{shown.name}</b> {what}
      </figcaption>
      <BarChart
        bars={bars}
        isUpward={table.by === 'age'}
        label={t('statistics:chart', { name: shown.name, what })}
      />
    </figure>
  )
}
