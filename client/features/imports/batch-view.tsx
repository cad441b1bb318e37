import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportBatch } from '../../../server/contract/imports.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { BatchReport } from './batch-report.tsx'
import styles from './batch-view.module.css'
import page from './import-page.module.css'
import { isRunning, useImport, useImportStep } from './import-queries.ts'
import { UndoImportDialog } from './undo-import-dialog.tsx'

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
          <p aria-live="polite" className={page.quiet}>
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
      {batch.counts && <BatchReport batch={batch} counts={batch.counts} />}
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
      <UndoImportDialog
        isOpen={isUndoing}
        onClose={() => setUndoing(false)}
        onUndo={(reason) => step.mutate({ step: 'undo', reason })}
      />
    </div>
  )
}
