import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import styles from './accounts.module.css'

interface SectionProps<T> {
  title: string
  hint?: string
  /** Stands beside the title. */
  tools?: ReactNode
  query: { data: T | undefined; error: Error | null; refetch: () => unknown }
  children: (data: T) => ReactNode
}

/** One section of the administration: what it is, and its content as soon as it is there. */
export function Section<T>({ title, hint, tools, query, children }: SectionProps<T>) {
  const { t } = useTranslation()
  const { data, error, refetch } = query
  return (
    <section>
      <div className={styles.head}>
        <h2>{title}</h2>
        {tools}
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
      {data !== undefined && children(data)}
      {data === undefined && error && (
        <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
      )}
      {data === undefined && !error && <RowsSkeleton label={t('accounts:loading')} />}
    </section>
  )
}
