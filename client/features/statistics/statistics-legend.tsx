import { useTranslation } from 'react-i18next'
import type { StatisticsTable } from '../../../server/contract/statistics.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './statistics-page.module.css'

/** What "<5" and "·" mean, for who is shown them. */
export function StatisticsLegend({ table }: { table: StatisticsTable }) {
  const { t } = useTranslation()
  return (
    <div className={styles.legend}>
      <p>
        <Icon name="lock" size={14} /> {t('statistics:legend.title')}
      </p>
      <dl>
        <dt>&lt;5</dt>
        <dd>{t('statistics:legend.small')}</dd>
        <dt>·</dt>
        <dd>{t('statistics:legend.hidden')}</dd>
      </dl>
      {table.counted === 'households' && <p>{t('statistics:legend.households')}</p>}
    </div>
  )
}
