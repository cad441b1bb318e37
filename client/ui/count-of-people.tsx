import { useTranslation } from 'react-i18next'
import { useFormatters } from '../i18n/use-formatters.ts'
import styles from './count-of-people.module.css'
import { Icon } from './icon.tsx'

/** A number of people or homes; a dash and a lock for who may see statistics only. */
export function CountOfPeople({ value }: { value: number | null }) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  if (value !== null) return count(value)
  return (
    <span className={styles.hidden} title={t('shell:countHidden')}>
      <span aria-hidden="true">–</span>
      <Icon name="lock" size={12} />
      <span className="visually-hidden">{t('shell:countHidden')}</span>
    </span>
  )
}
