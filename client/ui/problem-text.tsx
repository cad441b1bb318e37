import { useTranslation } from 'react-i18next'
import styles from './problem-text.module.css'

interface ProblemTextProps {
  /** The code of the problem; absent where nothing went wrong. */
  code: string | undefined
}

/** What is wrong with what was sent, in one sentence beside the form. */
export function ProblemText({ code }: ProblemTextProps) {
  const { t } = useTranslation()
  if (code === undefined) return null
  return (
    <p className={styles.problem} role="alert">
      {t([`problems:code.${code}`, 'problems:status.client'])}
    </p>
  )
}
