import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useCityState } from '../../state/use-city-state.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import styles from './as-of-bar.module.css'

/** The day on which one looks at who lives where; another than today cannot be overlooked. */
export function AsOfBar() {
  const { t } = useTranslation()
  const id = useId()
  const asOf = useCityState((state) => state.asOf)
  const setAsOf = useCityState((state) => state.setAsOf)
  return (
    <div className={styles.bar} data-past={asOf !== undefined || undefined}>
      <label htmlFor={id}>{t('buildings:asOf')}</label>
      <input
        id={id}
        max={new Date().toLocaleDateString('sv-SE')}
        onChange={({ target }) => setAsOf(target.value || undefined)}
        type="date"
        value={asOf ?? ''}
      />
      {asOf !== undefined && (
        <LinkButton onClick={() => setAsOf(undefined)}>{t('buildings:backToToday')}</LinkButton>
      )}
    </div>
  )
}
