import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../api/api-problem.ts'
import { useSessionQuery } from '../features/session/session-queries.ts'
import { SignInPage } from '../features/session/sign-in-page.tsx'
import { SessionContext } from '../state/use-session.ts'
import { ProblemView } from '../ui/problem-view.tsx'
import { Shell } from './shell/shell.tsx'

/** The city for who has signed in, the sign-in page for everybody else. */
export function SignedInShell() {
  const { t } = useTranslation()
  const { data: session, error, refetch } = useSessionQuery()
  // A question that goes unanswered later does not take the city off the screen.
  if (error && session === undefined)
    return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (session === undefined) return <p className="visually-hidden">{t('shell:loading')}</p>
  if (session === null) return <SignInPage />
  return (
    <SessionContext value={session}>
      <Shell />
    </SessionContext>
  )
}
