import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LifeEvent } from '../../../../server/contract/life-events.ts'
import { toApiProblem } from '../../../api/api-problem.ts'
import { readRecordChanges } from '../../../api/record-changes.ts'
import { askRegistryAnew } from '../../../api/registry-queries.ts'
import { useGuardedAct } from '../../../api/use-guarded-act.ts'
import styles from '../../../ui/dialog-form.module.css'
import { EventFields, emptyEvent, toLifeEvent } from '../../../ui/event-fields.tsx'
import { ProblemText } from '../../../ui/problem-text.tsx'
import { ProblemView } from '../../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../../ui/rows-skeleton.tsx'
import { ThreeWay } from '../../../ui/three-way.tsx'
import { type Basis, type BasisOf, readAtOf, readBasis, subjectsOf, useBasis } from './basis.ts'
import { type LifeAct, recordAct } from './life-act.ts'
import { type Mine, toMineLines, toRecordLines } from './record-lines.ts'

interface ActFrameProps {
  title: string
  /** The records that the act is based on. */
  of: BasisOf
  /** Undefined while something has to be said still. */
  toAct: (event: LifeEvent, basis: Basis) => LifeAct | undefined
  /** What the act is going to change, for who sees that somebody else was quicker. */
  toMine: (basis: Basis) => Mine
  onClose: () => void
  children: (basis: Basis) => ReactNode
}

/**
 * The frame of all acts: filled in from the records as they were read, recorded with one button,
 * refused in words. Where somebody else has changed the records meanwhile, it shows what was, what
 * is, and what was about to be recorded, and nothing is lost or overwritten.
 */
export function ActFrame({ title, of, toAct, toMine, onClose, children }: ActFrameProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(emptyEvent)
  const basis = useBasis(of)
  const guarded = useActOn(of, onClose)
  const { conflict } = guarded
  const event = toLifeEvent(draft)
  const toActUpon = (read: Basis | undefined) =>
    event && read && !basis.isPlaceholderData ? toAct(event, read) : undefined
  const record = (upon: Basis | undefined) => {
    const act = toActUpon(upon)
    if (act && upon) guarded.record(act, upon)
  }
  const goOn = () => {
    if (!conflict) return
    basis.takeOver(conflict.now)
    record(conflict.now)
  }
  const change = () => {
    if (!conflict) return
    basis.takeOver(conflict.now)
    guarded.resolve()
  }
  return (
    <Modal
      centered
      footer={
        <>
          <Button onClick={onClose}>{t(conflict ? 'acts:giveUp' : 'persons:cancel')}</Button>
          {conflict && <Button onClick={change}>{t('acts:changeEntry')}</Button>}
          <Button
            disabled={toActUpon(conflict?.now ?? basis.data) === undefined}
            loading={guarded.isPending}
            onClick={() => (conflict ? goOn() : record(basis.data))}
            type="primary"
          >
            {t(conflict ? 'acts:recordUpon' : 'acts:record')}
          </Button>
        </>
      }
      onCancel={onClose}
      open
      title={title}
      width={conflict ? 680 : 480}
    >
      <div className={styles.form}>
        {conflict && (
          <ThreeWay
            before={toRecordLines(conflict.before, t)}
            changes={conflict.changes}
            mine={toMineLines(toMine(conflict.now), toRecordLines(conflict.now, t), t)}
            now={toRecordLines(conflict.now, t)}
          />
        )}
        <div className={styles.form} hidden={conflict !== undefined}>
          <FormBody basis={basis}>
            {(read) => (
              <>
                {children(read)}
                <EventFields
                  dayLabel={t('acts:happenedOn')}
                  draft={draft}
                  onChange={setDraft}
                  reasons={[
                    t('acts:reasons.told'),
                    t('acts:reasons.seen'),
                    t('acts:reasons.document'),
                  ]}
                />
              </>
            )}
          </FormBody>
          <ProblemText problem={guarded.failure} />
        </div>
      </div>
    </Modal>
  )
}

interface FormBodyProps {
  basis: ReturnType<typeof useBasis>
  children: (basis: Basis) => ReactNode
}

function FormBody({ basis: { data, error, refetch }, children }: FormBodyProps) {
  const { t } = useTranslation()
  if (data) {
    return (
      <>
        {children(data)}
        <ProblemText problem={error && toApiProblem(error)} />
      </>
    )
  }
  if (error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  return <RowsSkeleton label={t('shell:loading')} rows={4} />
}

/** Records an act upon records; all that shows who lives where is asked anew afterwards. */
function useActOn(of: BasisOf, onClose: () => void) {
  const client = useQueryClient()
  const { t } = useTranslation()
  return useGuardedAct<Basis, LifeAct>({
    send: recordAct,
    read: () => readBasis(of),
    readChanges: (basis) => readRecordChanges(subjectsOf(of), readAtOf(basis)),
    isSame: (one, other) =>
      JSON.stringify(toRecordLines(one, t)) === JSON.stringify(toRecordLines(other, t)),
    onDone: () => {
      void askRegistryAnew(client)
      onClose()
    },
  })
}
