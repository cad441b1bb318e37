import { useTranslation } from 'react-i18next'
import { useSession } from '../../state/use-session.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { useSignOut } from './session-queries.ts'
import styles from './sign-in-page.module.css'

/** Where somebody stands whose password was given by somebody else: nothing else is open. */
export function ChangePasswordPage() {
  const { t } = useTranslation()
  const { displayName } = useSession()
  const signOut = useSignOut()
  return (
    <main className={styles.page}>
      <section aria-labelledby="change-password" className={styles.card}>
        <header>
          <h1 id="change-password">{t('session:mustChange')}</h1>
          <p>{t('session:mustChangeWhy', { name: displayName })}</p>
        </header>
        <ChangePasswordForm />
        <LinkButton onClick={() => signOut.mutate({ everywhere: false })}>
          {t('session:signOut')}
        </LinkButton>
      </section>
    </main>
  )
}
