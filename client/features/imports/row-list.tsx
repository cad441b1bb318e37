import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportBatch, ImportRow } from '../../../server/contract/imports.ts'
import type { ImportOutcome } from '../../../server/contract/rosters.ts'
import { reasonText } from '../../../server/contract/row-reasons.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { useImportRows } from './import-queries.ts'
import styles from './row-list.module.css'

interface RowListProps {
  batch: ImportBatch
  outcome: ImportOutcome
}

const estimatedPixels = 58
/** The next page is fetched so many rows before the end of what is there. */
const rowsAhead = 40

/** The rows of one outcome; only those in sight are on the page, and more come as one scrolls. */
export function RowList({ batch, outcome }: RowListProps) {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useImportRows(
    batch,
    outcome,
  )
  const scroller = useRef<HTMLDivElement>(null)
  const rows = data?.pages.flatMap(({ items }) => items) ?? []
  const virtual = useVirtualizer({
    count: rows.length,
    estimateSize: () => estimatedPixels,
    getScrollElement: () => scroller.current,
    overscan: 8,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetching && last >= rows.length - rowsAhead) void fetchNextPage()
  }, [hasNextPage, isFetching, last, rows.length, fetchNextPage])
  if (error && !data) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} rows={8} />
  if (rows.length === 0) return <StateView icon="empty" title={t(`imports:noRows.${outcome}`)} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={styles.rows} ref={scroller} tabIndex={0}>
      <ol style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index]
          return (
            row && (
              <li
                data-index={index}
                key={key}
                ref={virtual.measureElement}
                style={{ transform: `translateY(${start}px)` }}
              >
                <RowView row={row} />
              </li>
            )
          )
        })}
      </ol>
    </div>
  )
}

function RowView({ row }: { row: ImportRow }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'zh-CN'
  const known = (field: string, value: string | null) => {
    if (value === null) return t('imports:empty')
    const key = valueKeys[field]?.(value)
    return key && i18n.exists(key) ? t(key) : value
  }
  return (
    <article className={styles.row}>
      <span className={styles.line}>{t('imports:line', { line: row.line })}</span>
      <div>
        <strong>{row.name ?? t('imports:noName')}</strong> {row.place}
        {row.changes.map(({ field, old, new: now }) => (
          <p key={field}>
            {t(`imports:field.${field}`)}: <s>{known(field, old)}</s> → {known(field, now)}
          </p>
        ))}
        {row.reasons.map(({ code, line }) => (
          <p key={code}>{reasonText(code, language, line)}</p>
        ))}
        {row.candidates.length > 0 && (
          <p>
            {t('imports:candidates')}{' '}
            {row.candidates
              .map(({ id, name, place }) => `${name ?? ''} ${place ?? ''} (${id})`.trim())
              .join(t('imports:comma'))}
          </p>
        )}
      </div>
    </article>
  )
}

const valueKeys: Record<string, (value: string) => string> = {
  relation: (value) => `vocabulary:relation.${value}`,
  sex: (value) => `vocabulary:sex.${value}`,
  registration: (value) => `persons:registration.${value}`,
  household: (value) => (value === 'new' ? 'imports:newHousehold' : ''),
}
