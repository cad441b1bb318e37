import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../api/api-problem.ts'
import { ChangePasswordPage } from '../features/session/change-password-page.tsx'
import { LockScreen } from '../features/session/lock-screen.tsx'
import { useSessionQuery } from '../features/session/session-queries.ts'
import { SignInPage } from '../features/session/sign-in-page.tsx'
import { useScreenLock } from '../features/session/use-screen-lock.ts'
import { useForgettingOld, useSendingOutbox } from '../features/visits/outbox/use-outbox.ts'
import { ScreenLockContext } from '../state/screen-lock.ts'
import { SessionContext, useMay, useMayImport } from '../state/use-session.ts'
import { ProblemView } from '../ui/problem-view.tsx'
import { ActHost } from './acts/act-host.tsx'
import { Shell } from './shell/shell.tsx'
import styles from './signed-in-shell.module.css'
import { usePage } from './url-state/use-page.ts'
import { useLiveChanges } from './use-live-changes.ts'

// Most people never open them.
const OwnAccountPage = lazy(() =>
  import('./account/own-account-page.tsx').then((module) => ({ default: module.OwnAccountPage })),
)
const AdministrationPage = lazy(() =>
  import('./administration/administration-page.tsx').then((module) => ({
    default: module.AdministrationPage,
  })),
)

const RegistryPage = lazy(() =>
  import('./registry/registry-page.tsx').then((module) => ({ default: module.RegistryPage })),
)

const VisitsPage = lazy(() =>
  import('./visits/visits-page.tsx').then((module) => ({ default: module.VisitsPage })),
)

/** The city for who has signed in, the sign-in page for everybody else. */
export function SignedInShell() {
  const { t } = useTranslation()
  const { data: session, error, refetch } = useSessionQuery()
  const { lockedFor, isReady, lock } = useScreenLock(session)
  useForgettingOld()
  if (lockedFor) return <LockScreen account={lockedFor} isReady={isReady} />
  if (error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (session === undefined) return <p className="visually-hidden">{t('shell:loading')}</p>
  if (session === null) return <SignInPage />
  return (
    <SessionContext value={session}>
      <ScreenLockContext value={lock}>
        {session.mustChangePassword ? <ChangePasswordPage /> : <Pages />}
      </ScreenLockContext>
    </SessionContext>
  )
}

/** The map, and over it the page that the address names. */
function Pages() {
  const { t } = useTranslation()
  useLiveChanges()
  useSendingOutbox()
  const [page, open] = usePage()
  const mayManage = useMay('account.manage')
  const isAdministration = page?.name === 'admin' && mayManage
  const isOwnAccount = page?.name === 'me'
  const mayImport = useMayImport()
  const isRegistry = page?.name === 'registry' && mayImport
  const mayVisit = useMay('registry.write')
  const isVisits = page?.name === 'visits' && mayVisit
  const isCovered = isAdministration || isOwnAccount || isRegistry || isVisits
  // An address that opens a page does not wait for the map; once there, the map stays.
  const [hasSeenMap, setSeenMap] = useState(!isCovered)
  if (!isCovered && !hasSeenMap) setSeenMap(true)
  return (
    <>
      {hasSeenMap && (
        <div className={styles.map} data-covered={isCovered || undefined} inert={isCovered}>
          <ActHost>
            <Shell />
          </ActHost>
        </div>
      )}
      <Suspense fallback={<p className="visually-hidden">{t('shell:loading')}</p>}>
        {isAdministration && <AdministrationPage onOpen={open} section={page.section} />}
        {isRegistry && <RegistryPage onOpen={open} section={page.section} />}
        {isVisits && <VisitsPage onOpen={open} section={page.section} />}
        {isOwnAccount && <OwnAccountPage onOpen={open} section={page.section} />}
      </Suspense>
    </>
  )
}
