import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Residence } from '../../../server/contract/residences.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useMay } from '../../state/use-session.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import styles from './residence-lines.module.css'
import { UndoDialog } from './undo-dialog.tsx'

interface ResidenceLinesProps {
  residences: readonly Residence[]
  /** What tells the lines apart. */
  names: 'person' | 'dwelling'
  /** What was believed once is not undone. */
  canUndo: boolean
}

/** One line for each link, the newest first: what, whose or where, when, and how it is known. */
export function ResidenceLines({ residences, names, canUndo }: ResidenceLinesProps) {
  const { t } = useTranslation()
  const { moment, date } = useFormatters()
  const mayWrite = useMay('registry.write')
  const [undone, setUndone] = useState<number>()
  // Only the newest act of all can be taken back; the server says why where it cannot.
  const newest = Math.max(...residences.map(({ lifeEventId }) => lifeEventId ?? 0))
  return (
    <ul aria-label={t('residences:lines')} className={styles.list}>
      {residences.map((one) => (
        <li data-over={one.until !== null || undefined} key={`${one.id} ${one.recordedAt}`}>
          <b>{names === 'dwelling' ? one.label : (one.personName ?? `#${one.personId}`)}</b>
          <span className={styles.kind}>{t(`vocabulary:residence.${one.kind}`)}</span>
          <span className={styles.time}>
            {t('residences:period', {
              from: one.from ? date(one.from) : t('residences:unknown'),
              until: one.until ? date(one.until) : t('residences:now'),
            })}
          </span>
          <small>
            {[
              t('residences:recordedAt', { at: moment(one.recordedAt) }),
              t([`vocabulary:source.${one.source}`, 'vocabulary:source.other']),
              one.verifiedOn && t('residences:verifiedOn', { date: date(one.verifiedOn) }),
              one.verifiedBy,
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
          {canUndo && mayWrite && one.lifeEventId === newest && (
            <LinkButton onClick={() => setUndone(newest)}>{t('residences:undo')}</LinkButton>
          )}
        </li>
      ))}
      {undone !== undefined && (
        <UndoDialog lifeEventId={undone} onClose={() => setUndone(undefined)} />
      )}
    </ul>
  )
}
