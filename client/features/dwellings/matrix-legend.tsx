import { useTranslation } from 'react-i18next'
import { useFormatters } from '../../i18n/use-formatters.ts'
import styles from './dwelling-matrix.module.css'
import type { MatrixLayout } from './matrix-layout.ts'

const states = ['owner', 'tenant', 'other', 'empty'] as const

/** What the cells mean, and how many there are of each; what does not occur is left out. */
export function MatrixLegend({ layout }: { layout: MatrixLayout }) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const cells = layout.rows.flatMap((row) =>
    row.kind === 'dwellings' ? row.cells.filter((cell) => cell !== undefined) : [],
  )
  const several = cells.filter(({ householdIds }) => householdIds.length > 1).length
  const entries = states.map((state) => ({
    state,
    total: cells.filter(({ occupancy }) => occupancy === state).length,
  }))
  return (
    <ul aria-label={t('dwellings:legend')} className={styles.legend}>
      {entries
        .filter(({ total }) => total > 0)
        .map(({ state, total }) => (
          <li key={state}>
            <i className={styles.swatch} data-state={state} />
            {t(`dwellings:state.${state}`)} {count(total)}
          </li>
        ))}
      {layout.rows.some(({ kind }) => kind === 'shops') && (
        <li>
          <i className={styles.swatch} data-state="shop" />
          {t('dwellings:state.shop')}
        </li>
      )}
      {several > 0 && (
        <li>
          <i className={styles.swatch} data-state="several">
            2
          </i>
          {t('dwellings:several')} {count(several)}
        </li>
      )}
    </ul>
  )
}
