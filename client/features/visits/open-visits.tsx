import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Visit } from '../../../server/contract/visits.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import styles from './entry-card.module.css'
import { OpenVisitCard } from './open-visit-card.tsx'
import { useOpenVisits } from './visit-queries.ts'

/** Clashes with both versions, and what was found different, for who keeps the register. */
export function OpenVisits({ onGo }: { onGo: (visit: Visit) => void }) {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOpenVisits()
  if (error && !data) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} rows={6} />
  const visits = data.pages.flatMap(({ items }) => items)
  return (
    <div className={styles.view}>
      {visits.length === 0 && <StateView icon="check" title={t('visits:nothingOpen')} />}
      <ul>
        {visits.map((visit) => (
          <li key={visit.id}>
            <OpenVisitCard onGo={() => onGo(visit)} visit={visit} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button
          block
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          size="large"
        >
          {t('visits:showOlder')}
        </Button>
      )}
    </div>
  )
}
