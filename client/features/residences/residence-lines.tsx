import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Residence } from '../../../server/contract/residences.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useMay } from '../../state/use-session.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { UndoDialog } from '../../ui/undo-dialog.tsx'
import styles from './residence-lines.module.css'
import { useUndoAct } from './residence-queries.ts'

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
            {t('history:period', {
              from: one.from ? date(one.from) : t('history:unknown'),
              until: one.until ? date(one.until) : t('history:now'),
            })}
          </span>
          <small>
            {[
              t('history:recordedAt', { at: moment(one.recordedAt) }),
              t([`vocabulary:source.${one.source}`, 'vocabulary:source.other']),
              one.verifiedOn && t('residences:verifiedOn', { date: date(one.verifiedOn) }),
              one.verifiedBy,
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
          {canUndo && mayWrite && one.lifeEventId === newest && (
            <LinkButton onClick={() => setUndone(newest)}>{t('history:undo')}</LinkButton>
          )}
        </li>
      ))}
      {undone !== undefined && (
        <UndoAct lifeEventId={undone} onClose={() => setUndone(undefined)} />
      )}
    </ul>
  )
}

function UndoAct({ lifeEventId, onClose }: { lifeEventId: number; onClose: () => void }) {
  const { t } = useTranslation()
  const undo = useUndoAct()
  return (
    <UndoDialog
      isPending={undo.isPending}
      means={t('residences:undoMeans')}
      onClose={onClose}
      onUndo={(reason) => undo.mutate({ lifeEventId, reason }, { onSuccess: onClose })}
      problem={undo.error && toApiProblem(undo.error)}
    />
  )
}
