import { useTranslation } from 'react-i18next'
import styles from './sign-in-page.module.css'

const outcomes = ['no-account', 'refused', 'unavailable'] as const

/** Why a single sign-on has opened nothing, where the browser comes back from one. */
export function SingleSignOnOutcome() {
  const { t } = useTranslation()
  const told = new URLSearchParams(window.location.search).get('signin')
  const outcome = outcomes.find((one) => one === told)
  if (!outcome) return null
  return (
    <p className={styles.problem} role="alert">
      {t(`session:singleSignOnOutcome.${outcome}`)}
    </p>
  )
}
