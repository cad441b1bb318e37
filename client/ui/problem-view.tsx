import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { StateView } from './state-view.tsx'

export interface ProblemViewProps {
  /** The code of the problem and the HTTP status; 0 where no answer came. */
  problem: { code: string; status: number }
  onRetry?: () => void
}

/** A failed request in the user's words, with a way to try again. */
export function ProblemView({ problem, onRetry }: ProblemViewProps) {
  const { t, i18n } = useTranslation()
  const known = `problems:code.${problem.code}`
  const text = i18n.exists(known) ? t(known) : t(`problems:status.${statusClass(problem.status)}`)
  return (
    <StateView
      action={onRetry && <Button onClick={onRetry}>{t('problems:retry')}</Button>}
      detail={text}
      icon={problem.status === 0 ? 'offline' : 'warning'}
      isAlert
      title={t('problems:title')}
    />
  )
}

function statusClass(status: number): 'none' | 'missing' | 'client' | 'server' {
  if (status === 0) return 'none'
  if (status === 404) return 'missing'
  return status < 500 ? 'client' : 'server'
}
