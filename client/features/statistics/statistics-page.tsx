import { Button, Segmented, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Classification, classifications } from '../../../server/contract/statistics.ts'
import { type AreaLevel, areaLevels } from '../../../server/contract/vocabulary.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useSession } from '../../state/use-session.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StatisticsChart } from './statistics-chart.tsx'
import { StatisticsLegend } from './statistics-legend.tsx'
import styles from './statistics-page.module.css'
import { toDownloadPath, useStatistics } from './statistics-queries.ts'
import { StatisticsView } from './statistics-view.tsx'

/** People, dwellings and shops in numbers: a table of areas, and one of them as a chart. */
export function StatisticsPage() {
  const { t } = useTranslation()
  const levels = useLevels()
  const [level, setLevel] = useState<AreaLevel>(levels[0] ?? 'grid')
  const [by, setBy] = useState<Classification>('age')
  const [chosen, setChosen] = useState<number>()
  const { data: table, error, refetch, isPlaceholderData } = useStatistics({ level, by })
  const selectId = useId()
  // Who does not see the whole city begins with the first area.
  const shown = chosen ?? (table?.city ? undefined : table?.rows[0]?.id)
  return (
    <div className={styles.page}>
      <div className={styles.controls}>
        <Segmented
          aria-label={t('statistics:level')}
          onChange={(next) => {
            setLevel(next)
            setChosen(undefined)
          }}
          options={levels.map((value) => ({ value, label: t(`vocabulary:kind.${value}`) }))}
          value={level}
        />
        <label className="visually-hidden" htmlFor={selectId}>
          {t('statistics:by')}
        </label>
        <Select
          className={styles.select ?? ''}
          id={selectId}
          onChange={setBy}
          options={classifications.map((value) => ({
            value,
            label: t(`statistics:classification.${value}`),
          }))}
          value={by}
        />
        <Button download href={toDownloadPath({ level, by })}>
          {t('statistics:download')}
        </Button>
      </div>
      {table?.isSuppressed && <StatisticsLegend table={table} />}
      {error && !table && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
      {!error && !table && <RowsSkeleton label={t('shell:loading')} rows={12} />}
      {table && (
        <div aria-busy={isPlaceholderData} className={styles.content}>
          <StatisticsView chosen={shown} onChoose={setChosen} table={table} />
          <StatisticsChart chosen={shown} table={table} />
        </div>
      )}
    </div>
  )
}

/** The own level and what it is made of; wider areas are not wholly within reach. */
function useLevels(): AreaLevel[] {
  const { area } = useSession()
  return areaLevels.slice(area ? areaLevels.indexOf(area.level) : 0)
}
