import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoundStop } from '../../../server/contract/visits.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { useOutbox } from './outbox/use-outbox.ts'
import { VisitForm } from './visit-form.tsx'
import { useRound } from './visit-queries.ts'

interface StopViewProps {
  householdId: number
  onDone: () => void
}

/** The form for one household of the round, which may be through with it already. */
export function StopView({ householdId, onDone }: StopViewProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useRound()
  const { begun } = useOutbox()
  // A form that somebody fills in does not vanish when the round is loaded anew, or the screen locked.
  const [opened, setOpened] = useState<RoundStop | undefined>(begun.get(householdId)?.stop)
  const found = data?.round.items.find((one) => one.householdId === householdId)
  if (found && !opened) setOpened(found)
  const stop = opened ?? found
  if (stop) return <VisitForm onDone={onDone} stop={stop} />
  if (error && !data) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} rows={6} />
  return (
    <StateView
      action={<LinkButton onClick={onDone}>{t('visits:backToRound')}</LinkButton>}
      icon="check"
      title={t('visits:notDue')}
    />
  )
}
