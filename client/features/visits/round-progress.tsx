import { useTranslation } from 'react-i18next'
import type { Round } from '../../../server/contract/visits.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import styles from './round-view.module.css'

/** "12 of 96 visited this quarter", with a bar. */
export function RoundProgress({ progress }: { progress: Round['progress'] }) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const { households, due, visitedThisQuarter } = progress
  const id = 'round-progress'
  return (
    <div className={styles.progress}>
      <p id={id}>
        <b>{t('visits:progress', { done: count(visitedThisQuarter), all: count(households) })}</b>
        <span>{t('visits:due', { due: count(due) })}</span>
      </p>
      <progress aria-labelledby={id} max={Math.max(1, households)} value={visitedThisQuarter} />
    </div>
  )
}
