import { Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toApiProblem } from '../../api/api-problem.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { PanelHeader } from '../../ui/panel-header.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import styles from './building-list.module.css'
import { unassignedPageSize, useUnassignedBuildings } from './building-queries.ts'

/** Buildings that no grid covers, so that somebody can see to them. */
export function UnassignedBuildings({ onSelect }: { onSelect: (id: number) => void }) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const { data, error, refetch } = useUnassignedBuildings(page)
  return (
    <>
      <PanelHeader detail={t('buildings:unassigned.why')} title={t('buildings:unassigned.title')} />
      {error && !data && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
      {!data && !error && <RowsSkeleton label={t('shell:loading')} />}
      {data?.total === 0 && <StateView icon="empty" title={t('buildings:unassigned.none')} />}
      <ul className={styles.list}>
        {data?.items.map(({ id, name, code }) => (
          <li key={id}>
            <LinkButton onClick={() => onSelect(id)}>{name}</LinkButton>
            {code !== name && <small>{code}</small>}
          </li>
        ))}
      </ul>
      {data && data.total > unassignedPageSize && (
        <div className={styles.foot}>
          <Pagination
            current={page}
            onChange={setPage}
            pageSize={unassignedPageSize}
            showSizeChanger={false}
            size="small"
            total={data.total}
          />
        </div>
      )}
    </>
  )
}
