import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../server/contract/overview.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import styles from './totals.module.css'

/** The city in one line of numbers. */
export function Totals({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const figures = ['communities', 'zones', 'grids', 'buildings', 'households', 'shops'] as const
  return (
    <dl className={styles.totals}>
      {figures.map((figure) => (
        <div key={figure}>
          <dt>{t(`overview:total.${figure}`)}</dt>
          <dd>{count(overview[figure])}</dd>
        </div>
      ))}
    </dl>
  )
}
