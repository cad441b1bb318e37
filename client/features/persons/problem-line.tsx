import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../api/api-problem.ts'
import styles from './dialogs.module.css'

/** What the server says against it, in words, inside a dialog. */
export function ProblemLine({ problem }: { problem: ApiProblem }) {
  const { t } = useTranslation()
  const fallback = problem.status === 0 ? 'none' : problem.status < 500 ? 'client' : 'server'
  return (
    <p className={styles.problem} role="alert">
      {t([`problems:code.${problem.code}`, `problems:status.${fallback}`])}
    </p>
  )
}
