import { Button, Input, Modal, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportBatch } from '../../../server/contract/imports.ts'
import { type ImportOutcome, importOutcomes } from '../../../server/contract/rosters.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { toPath } from '../../api/http.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { isRunning, useImport, useImportStep } from './import-queries.ts'
import styles from './imports.module.css'
import { RowList } from './row-list.tsx'

/** One import: how far it is, what became of its rows, and what can be done next. */
export function BatchView({ id }: { id: number }) {
  const { t } = useTranslation()
  const { data: batch, error, refetch } = useImport(id)
  if (error && !batch) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!batch) return <RowsSkeleton label={t('shell:loading')} rows={8} />
  return (
    <>
      <header className={styles.head}>
        <div>
          <h2>{batch.fileName}</h2>
          <p aria-live="polite" className={styles.quiet}>
            {t(`imports:kind.${batch.kind}`)} · {t(`imports:state.${batch.state}`)}
            {batch.isPartlyApplied && ` · ${t('imports:partly')}`}
            {batch.undoReason && batch.state === 'undone' && ` · ${batch.undoReason}`}
          </p>
        </div>
        <Acts batch={batch} />
      </header>
      {batch.failure && <ProblemText problem={{ code: batch.failure, status: 400 }} />}
      {isRunning(batch) && (
        <Progress
          aria-label={t(`imports:state.${batch.state}`)}
          percent={Math.floor(batch.progress * 100)}
          status="active"
        />
      )}
      {batch.counts && <Report batch={batch} counts={batch.counts} />}
    </>
  )
}

function Acts({ batch }: { batch: ImportBatch }) {
  const { t } = useTranslation()
  const step = useImportStep(batch.id)
  const [isUndoing, setUndoing] = useState(false)
  const { counts, state } = batch
  const wanted = counts ? counts.new + counts.changed : 0
  return (
    <div className={styles.acts}>
      {isRunning(batch) && (
        <Button loading={step.isPending} onClick={() => step.mutate({ step: 'cancel' })}>
          {t('imports:cancel')}
        </Button>
      )}
      {state === 'checked' && (
        <Button
          disabled={wanted === 0}
          loading={step.isPending}
          onClick={() => step.mutate({ step: 'apply' })}
          type="primary"
        >
          {t(batch.isPartlyApplied ? 'imports:goOn' : 'imports:apply', { count: wanted })}
        </Button>
      )}
      {state === 'checked' && !batch.isPartlyApplied && (
        <Button onClick={() => step.mutate({ step: 'cancel' })}>{t('imports:giveUp')}</Button>
      )}
      {(state === 'applied' || batch.isPartlyApplied) && (
        <Button danger onClick={() => setUndoing(true)}>
          {t('imports:undo')}
        </Button>
      )}
      <ProblemText problem={step.error && toApiProblem(step.error)} />
      <UndoDialog
        isOpen={isUndoing}
        onClose={() => setUndoing(false)}
        onUndo={(reason) => step.mutate({ step: 'undo', reason })}
      />
    </div>
  )
}

interface UndoDialogProps {
  isOpen: boolean
  onClose: () => void
  onUndo: (reason: string) => void
}

function UndoDialog({ isOpen, onClose, onUndo }: UndoDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <Modal
      cancelText={t('imports:keep')}
      destroyOnHidden
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2 }}
      okText={t('imports:undo')}
      onCancel={onClose}
      onOk={() => {
        onUndo(reason.trim())
        onClose()
      }}
      open={isOpen}
      title={t('imports:undoTitle')}
    >
      <p>{t('imports:undoDetail')}</p>
      <label htmlFor="undo-reason">{t('imports:reason')}</label>
      <Input
        id="undo-reason"
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
        value={reason}
      />
    </Modal>
  )
}

interface ReportProps {
  batch: ImportBatch
  counts: Record<ImportOutcome, number>
}

function Report({ batch, counts }: ReportProps) {
  const { t, i18n } = useTranslation()
  const { number } = useFormatters()
  const first = importOutcomes.find((one) => one !== 'same' && counts[one] > 0) ?? 'same'
  const [chosen, setChosen] = useState<ImportOutcome>()
  const outcome = chosen ?? first
  const rejected = counts.ambiguous + counts.rejected
  return (
    <>
      <div aria-label={t('imports:report')} className={styles.tabs} role="tablist">
        {importOutcomes.map((one) => (
          <button
            aria-controls="import-rows"
            aria-selected={one === outcome}
            data-outcome={one}
            key={one}
            onClick={() => setChosen(one)}
            role="tab"
            type="button"
          >
            <strong>{number(counts[one])}</strong>
            {t(`imports:outcome.${one}`)}
          </button>
        ))}
      </div>
      {rejected > 0 && (
        <p className={styles.quiet}>
          {t('imports:rejectsHint')}{' '}
          {(['xlsx', 'csv'] as const).map((format) => (
            <a
              className={styles.download}
              download
              href={toPath(`/api/v1/imports/${batch.id}/rejects`, { format, lang: i18n.language })}
              key={format}
            >
              {t('imports:rejects', { format: format === 'xlsx' ? 'Excel' : 'CSV' })}
            </a>
          ))}
        </p>
      )}
      <div id="import-rows" role="tabpanel">
        <RowList batch={batch} key={outcome} outcome={outcome} />
      </div>
    </>
  )
}
