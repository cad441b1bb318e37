import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { StateView } from './state-view.tsx'
import { type ShownProblem, useProblemText } from './use-problem-text.ts'

export interface ProblemViewProps {
  problem: ShownProblem
  onRetry?: () => void
}

/** A failed request in the user's words, with a way to try again. */
export function ProblemView({ problem, onRetry }: ProblemViewProps) {
  const { t } = useTranslation()
  const toText = useProblemText()
  return (
    <StateView
      action={onRetry && <Button onClick={onRetry}>{t('problems:retry')}</Button>}
      detail={toText(problem)}
      icon={problem.status === 0 ? 'offline' : 'warning'}
      isAlert
      title={t('problems:title')}
    />
  )
}
