import { useTranslation } from 'react-i18next'
import type { TodoKind } from '../../../server/contract/todo.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import { PanelHeader } from '../../ui/panel-header.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import styles from './todo.module.css'
import { useTodoCounts } from './todo-queries.ts'

/** What is to be put right, by kind, with how much of it there is. */
export function TodoOverview({ onOpen }: { onOpen: (kind: TodoKind) => void }) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const { data, error, refetch } = useTodoCounts()
  const isAllDone = data?.items.every((item) => item.count === 0)
  return (
    <>
      <PanelHeader detail={t('todo:intro')} title={t('todo:title')} />
      {error && !data && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
      {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={7} />}
      {isAllDone && <StateView icon="check" title={t('todo:allDone')} />}
      <ul aria-label={t('todo:title')} className={styles.kinds}>
        {data?.items.map((item) => (
          <li key={item.kind}>
            <button
              className={styles.kind}
              data-kind={item.kind}
              disabled={item.count === 0}
              onClick={() => onOpen(item.kind)}
              type="button"
            >
              <span>
                <b>{t(`todo:kind.${item.kind}`)}</b>
                <small>{t(`todo:why.${item.kind}`)}</small>
              </span>
              <em>{count(item.count)}</em>
              <Icon name="chevron" size={16} />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
