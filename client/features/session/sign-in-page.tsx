import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { DemonstrationRoles } from './demonstration-roles.tsx'
import { PasswordForm } from './password-form.tsx'
import { useSignInOptions } from './session-queries.ts'
import styles from './sign-in-page.module.css'
import { SingleSignOnOutcome } from './single-sign-on-outcome.tsx'

/** Where everybody enters: with a name and a password, by single sign-on, or as a demonstration. */
export function SignInPage() {
  const { t } = useTranslation()
  const { data: options, error, refetch } = useSignInOptions()
  return (
    <main className={styles.page}>
      <section aria-labelledby="sign-in" className={styles.card}>
        <header>
          <h1 id="sign-in">{t('shell:title')}</h1>
          <p>{t('session:intro')}</p>
        </header>
        <SingleSignOnOutcome />
        {error && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
        {options && options.demonstrationRoles.length > 0 && (
          <DemonstrationRoles roles={options.demonstrationRoles} />
        )}
        {options && (
          <PasswordForm
            hasAccounts={options.hasAccounts}
            isFirst={options.demonstrationRoles.length === 0}
          />
        )}
        {options?.singleSignOn && (
          <a className={styles.singleSignOn} href="/api/v1/session/oidc">
            {t('session:singleSignOn', { name: options.singleSignOn })}
          </a>
        )}
      </section>
    </main>
  )
}
