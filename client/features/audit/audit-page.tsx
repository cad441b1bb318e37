import { Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditFilter } from '../../../server/contract/audit.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { AuditFilters } from './audit-filters.tsx'
import styles from './audit-page.module.css'
import { toExportPath, useAuditEntries } from './audit-queries.ts'
import { AuditTable } from './audit-table.tsx'

interface AuditPageProps {
  /** Shown in the head while the entries of one person are looked at, such as a report. */
  renderPersonTools?: (personId: number) => ReactNode
}

/** Who saw or changed what: filters, entries, the view of one account or one person, export. */
export function AuditPage({ renderPersonTools }: AuditPageProps) {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<AuditFilter>({})
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useAuditEntries(filter)
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  const accountName = entries.find(({ accountId }) => accountId === filter.account)?.accountName
  return (
    <section aria-labelledby="audit-title" className={styles.page}>
      <header className={styles.head}>
        <div>
          <h2 id="audit-title">{t('audit:title')}</h2>
          <p>{t('audit:intro')}</p>
        </div>
        <Dropdown
          menu={{
            items: (['csv', 'jsonl'] as const).map((format) => ({
              key: format,
              label: (
                <a download href={toExportPath(filter, format)}>
                  {t(format === 'csv' ? 'audit:exportCsv' : 'audit:exportJsonl')}
                </a>
              ),
            })),
          }}
          placement="bottomRight"
          trigger={['click']}
        >
          <Button aria-haspopup="menu" title={t('audit:exportNote')}>
            {t('audit:export')}
          </Button>
        </Dropdown>
      </header>
      <AuditFilters filter={filter} onChange={setFilter} />
      {filter.person !== undefined && (
        <div className={styles.view}>
          <strong>{t('audit:viewPerson', { id: filter.person })}</strong>
          {renderPersonTools?.(filter.person)}
        </div>
      )}
      {filter.account !== undefined && (
        <div className={styles.view}>
          <strong>{t('audit:viewAccount', { name: accountName ?? filter.account })}</strong>
        </div>
      )}
      {error && !data && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
      {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={12} />}
      {data && entries.length === 0 && (
        <StateView detail={t('audit:noneDetail')} icon="search" title={t('audit:none')} />
      )}
      {entries.length > 0 && (
        <AuditTable
          entries={entries}
          onAccount={(account) => setFilter({ account })}
          onPerson={(person) => setFilter({ person })}
        />
      )}
      {hasNextPage && (
        <Button
          className={styles.more ?? ''}
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {t('audit:more')}
        </Button>
      )}
    </section>
  )
}
