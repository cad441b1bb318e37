import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { useOutbox } from './outbox/use-outbox.ts'
import { RoundProgress } from './round-progress.tsx'
import { RoundRow } from './round-row.tsx'
import { entryOf, filterStops, groupByBuilding } from './round-stops.ts'
import styles from './round-view.module.css'
import { StateLine } from './state-line.tsx'
import { useRound } from './visit-queries.ts'

/** Rows that are drawn at first: a phone must not draw six hundred doors to show six. */
const SHOWN_AT_ONCE = 60

/** Who is due, building by building, in the order in which one walks. */
export function RoundView({ onOpen }: { onOpen: (householdId: number) => void }) {
  const { t } = useTranslation()
  const { count, time } = useFormatters()
  const { data, error, refetch, isFetching } = useRound()
  const { shown } = useOutbox()
  const [typed, setTyped] = useState('')
  const [limit, setLimit] = useState(SHOWN_AT_ONCE)
  const found = useMemo(() => filterStops(data?.round.items ?? [], typed), [data, typed])
  const groups = useMemo(() => groupByBuilding(found.slice(0, limit)), [found, limit])
  if (error && !data) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} rows={10} />
  const { round, loadedAt, isKept } = data
  return (
    <div className={styles.view}>
      <StateLine />
      <RoundProgress progress={round.progress} />
      <div className={styles.tools}>
        <Input
          allowClear
          aria-label={t('visits:search')}
          onChange={({ target }) => setTyped(target.value)}
          placeholder={t('visits:search')}
          size="large"
          value={typed}
        />
        <Button loading={isFetching} onClick={() => void refetch()} size="large">
          {t('visits:refresh')}
        </Button>
      </div>
      {isKept && <p className={styles.kept}>{t('visits:kept', { time: time(loadedAt) })}</p>}
      {round.hasMore && (
        <p className={styles.kept}>{t('visits:more', { doors: count(round.items.length) })}</p>
      )}
      {found.length === 0 && (
        <StateView icon="check" title={typed ? t('visits:notFound') : t('visits:nobodyDue')} />
      )}
      {groups.map(({ buildingId, building, street, stops }) => (
        <section aria-label={building} className={styles.group} key={buildingId}>
          <h2>
            {building} <small>{street}</small>
          </h2>
          <ul className={styles.stops}>
            {stops.map((stop) => (
              <li key={stop.householdId}>
                <RoundRow
                  entry={entryOf(shown.entries, stop.householdId)}
                  onOpen={() => onOpen(stop.householdId)}
                  stop={stop}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {found.length > limit && (
        <Button block onClick={() => setLimit(limit + SHOWN_AT_ONCE)} size="large">
          {t('visits:showMore', { left: count(found.length - limit) })}
        </Button>
      )}
    </div>
  )
}
