import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../server/contract/buildings.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './dwelling-card.module.css'

interface DwellingCardProps {
  dwelling: DwellingCell
  onClose: () => void
  /** What can be done about it. */
  acts: ReactNode
  /** The households that live there. */
  children?: ReactNode
}

/** The chosen dwelling: where, how large, how held, and who lives there. */
export function DwellingCard({ dwelling, onClose, acts, children }: DwellingCardProps) {
  const { t } = useTranslation()
  const { number } = useFormatters()
  const { areaSquareMeters, occupancy, householdIds } = dwelling
  const card = useRef<HTMLElement>(null)
  // On a phone the card lies below the matrix, outside of the sheet's lower half.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another dwelling is to be seen as well
  useEffect(() => {
    // Some browsers answer with a promise, which must not become the effect's clean-up.
    void card.current?.scrollIntoView({ block: 'nearest' })
  }, [dwelling.dwellingId])
  return (
    <section
      aria-label={t('dwellings:card', { label: dwelling.label })}
      className={styles.card}
      ref={card}
    >
      <header>
        <h3>{t('dwellings:card', { label: dwelling.label })}</h3>
        <span className={styles.state}>{t(`dwellings:state.${occupancy}`)}</span>
        <IconButton icon="close" label={t('dwellings:close')} onClick={onClose} />
      </header>
      <p className={styles.facts}>
        {[
          areaSquareMeters === null ? undefined : `${number(areaSquareMeters)} m²`,
          t(`vocabulary:tenure.${dwelling.tenure}`),
          householdIds.length > 1 ? t('dwellings:households', { count: householdIds.length }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {householdIds.length === 0 ? (
        <p className={styles.empty}>{t('dwellings:nobody')}</p>
      ) : (
        children
      )}
      <div className={styles.acts}>{acts}</div>
    </section>
  )
}
