import { useTranslation } from 'react-i18next'
import { ChangePasswordForm } from '../../features/session/change-password-form.tsx'
import { OwnSessions } from '../../features/session/own-sessions.tsx'
import { useSession } from '../../state/use-session.ts'
import { FullPage } from '../../ui/full-page.tsx'
import type { Page } from '../url-state/use-page.ts'
import styles from './own-account-page.module.css'

interface OwnAccountPageProps {
  section: string
  onOpen: (page: Page | undefined) => void
}

/** The own password and the own sessions. */
export function OwnAccountPage({ section, onOpen }: OwnAccountPageProps) {
  const { t } = useTranslation()
  const { isDemonstration } = useSession()
  const keys = isDemonstration ? (['sessions'] as const) : (['sessions', 'password'] as const)
  const current = keys.find((key) => key === section) ?? 'sessions'
  return (
    <FullPage
      closeLabel={t('session:backToMap')}
      current={current}
      onClose={() => onOpen(undefined)}
      onSection={(key) => onOpen({ name: 'me', section: key })}
      sections={keys.map((key) => ({ key, label: t(`session:own.${key}`) }))}
      title={t('session:ownAccount')}
    >
      <div className={styles.narrow}>
        {current === 'password' ? <ChangePasswordForm /> : <OwnSessions />}
      </div>
    </FullPage>
  )
}
