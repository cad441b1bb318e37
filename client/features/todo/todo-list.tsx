import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TodoKind } from '../../../server/contract/todo.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { PanelHeader } from '../../ui/panel-header.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { useTodoList } from './todo-queries.ts'
import type { TodoPlace } from './todo-row.tsx'
import { TodoRows } from './todo-rows.tsx'

interface TodoListProps {
  kind: TodoKind
  /** The dwelling or building of a row was chosen. */
  onGo: (place: TodoPlace) => void
  onBack: () => void
  /** Buttons beside the title. */
  actions?: ReactNode
}

/** All that is to be put right of one kind. */
export function TodoList({ kind, onGo, onBack, actions }: TodoListProps) {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useTodoList(kind)
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  return (
    <>
      <PanelHeader
        actions={actions}
        detail={
          <>
            <LinkButton onClick={onBack}>{t('todo:title')}</LinkButton> · {t(`todo:why.${kind}`)}
          </>
        }
        title={t(`todo:kind.${kind}`)}
      />
      {error && !data && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
      {!data && !error && <RowsSkeleton label={t('shell:loading')} rows={8} />}
      {data && items.length === 0 && (
        <StateView
          action={<LinkButton onClick={onBack}>{t('todo:back')}</LinkButton>}
          icon="check"
          title={t('todo:kindDone')}
        />
      )}
      {items.length > 0 && (
        <TodoRows
          items={items}
          kind={kind}
          onEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
          onGo={onGo}
        />
      )}
    </>
  )
}
