import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { SessionList } from '../../ui/session-list.tsx'
import { useEndOwnSession, useOwnSessions } from './own-account-queries.ts'

/** Where I am signed in, with a way to end what I do not know. */
export function OwnSessions() {
  const { t } = useTranslation()
  const { data, error, refetch } = useOwnSessions()
  const end = useEndOwnSession()
  if (error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('session:loadingSessions')} rows={3} />
  return <SessionList isBusy={end.isPending} onEnd={end.mutate} sessions={data.items} />
}
