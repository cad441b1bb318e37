import { Input } from 'antd'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { HouseholdList } from './household-list.tsx'
import { useHouseholds } from './household-queries.ts'
import { filterHouseholds, groupHouseholds } from './household-rows.ts'
import styles from './households-tab.module.css'

export interface HouseholdsTabProps {
  buildingId: number
  selectedDwellingId: number | undefined
  onSelect: (dwellingId: number) => void
}

/** Who lives in the building, by unit and floor, with a filter. */
export function HouseholdsTab({ buildingId, selectedDwellingId, onSelect }: HouseholdsTabProps) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const [text, setText] = useState('')
  const filter = useDeferredValue(text)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useHouseholds(buildingId)
  const households = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const shown = useMemo(() => filterHouseholds(households, filter), [households, filter])
  const lines = useMemo(() => groupHouseholds(shown), [shown])

  // A filter must see all households, not only the pages that were scrolled to.
  useEffect(() => {
    if (filter && hasNextPage && !isFetchingNextPage && !error) void fetchNextPage()
  }, [filter, hasNextPage, isFetchingNextPage, error, fetchNextPage])

  if (!data && error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} rows={8} />
  const total = data.pages[0]?.total ?? 0
  if (total === 0) return <StateView icon="empty" title={t('households:none')} />
  return (
    <>
      <div className={styles.filter}>
        <Input
          allowClear
          aria-label={t('households:filter')}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('households:filter')}
          prefix={<Icon name="search" size={14} />}
          value={text}
        />
        <span aria-live="polite">
          {filter ? `${count(shown.length)} / ${count(total)}` : count(total)}
        </span>
      </div>
      <p className={styles.masked}>
        <Icon name="lock" size={14} /> {t('households:masked')}
      </p>
      {lines.length === 0 ? (
        <StateView icon="search" title={t('households:nothingFound', { text: filter })} />
      ) : (
        <HouseholdList
          lines={lines}
          onEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
          onSelect={onSelect}
          selectedDwellingId={selectedDwellingId}
        />
      )}
    </>
  )
}
