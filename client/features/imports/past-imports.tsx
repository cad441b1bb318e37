import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportBatch } from '../../../server/contract/imports.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { BatchView } from './batch-view.tsx'
import page from './import-page.module.css'
import { useImports } from './import-queries.ts'
import styles from './past-imports.module.css'

interface PastImportsProps {
  /** The one that is looked at. */
  batchId: number | undefined
  onBatch: (id: number | undefined) => void
}

/** What became of all imports; each opens with its rows and what can be done with it. */
export function PastImports({ batchId, onBatch }: PastImportsProps) {
  const { t } = useTranslation()
  if (batchId === undefined) return <ImportList onBatch={onBatch} />
  return (
    <section aria-label={t('imports:one', { id: batchId })} className={page.page}>
      <LinkButton onClick={() => onBatch(undefined)}>{t('imports:backToAll')}</LinkButton>
      <BatchView id={batchId} key={batchId} />
    </section>
  )
}

function ImportList({ onBatch }: Pick<PastImportsProps, 'onBatch'>) {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useImports()
  const batches = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="imports-title" className={page.page}>
      <h2 id="imports-title">{t('imports:section.imports')}</h2>
      {error && !data && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
      {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={8} />}
      {data && batches.length === 0 && (
        <StateView detail={t('imports:noneDetail')} icon="empty" title={t('imports:none')} />
      )}
      {batches.length > 0 && (
        <ul className={styles.batches}>
          {batches.map((batch) => (
            <BatchRow batch={batch} key={batch.id} onOpen={() => onBatch(batch.id)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t('imports:more')}
        </Button>
      )}
    </section>
  )
}

function BatchRow({ batch, onOpen }: { batch: ImportBatch; onOpen: () => void }) {
  const { t } = useTranslation()
  const { exactMoment, number } = useFormatters()
  const { counts } = batch
  return (
    <li>
      <button onClick={onOpen} type="button">
        <strong>{batch.fileName}</strong>
        <span>
          {t(`imports:kind.${batch.kind}`)} · {exactMoment(batch.createdAt)} ·{' '}
          {batch.by === '-' ? t('imports:byCommand') : batch.by}
        </span>
        <span data-state={batch.state}>{t(`imports:state.${batch.state}`)}</span>
        <span>
          {counts
            ? t('imports:taken', {
                taken: number(counts.new + counts.changed),
                left: number(counts.ambiguous + counts.rejected),
              })
            : ''}
        </span>
      </button>
    </li>
  )
}
