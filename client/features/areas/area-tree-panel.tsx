import { Input } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { type AreaNode, findAreaNode, listAreaRows } from './area-tree.ts'
import styles from './area-tree-panel.module.css'
import { AreaTreeView } from './area-tree-view.tsx'
import { useAreaTree } from './use-area-tree.ts'

export interface AreaTreePanelProps {
  current: { level: AreaLevel; id: number } | undefined
  onSelect: (level: AreaLevel, id: number) => void
}

/** The tree with its filter box and its loading, empty and failed states. */
export function AreaTreePanel({ current, onSelect }: AreaTreePanelProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const filter = useDeferredValue(text)
  const { tree, error, retry } = useAreaTree()
  const { level, id } = current ?? {}
  const currentNode = useMemo(
    () => (tree && level && id !== undefined ? findAreaNode(tree, level, id) : undefined),
    [tree, level, id],
  )
  return (
    <div className={styles.panel}>
      <div className={styles.filter}>
        <Input
          allowClear
          aria-label={t('areas:tree.filter')}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('areas:tree.filter')}
          prefix={<Icon name="search" size={14} />}
          value={text}
        />
      </div>
      <div aria-hidden="true" className={styles.head}>
        <span>{t('areas:tree.area')}</span>
        <span>{t('areas:tree.households')}</span>
      </div>
      {tree ? (
        <TreeOrNothing
          current={currentNode}
          filter={filter}
          onSelect={(node) => onSelect(node.level, node.area.id)}
          tree={tree}
        />
      ) : error ? (
        <ProblemView onRetry={retry} problem={toApiProblem(error)} />
      ) : (
        <RowsSkeleton label={t('areas:tree.loading')} rows={10} />
      )}
    </div>
  )
}

interface TreeOrNothingProps {
  tree: readonly AreaNode[]
  filter: string
  current: AreaNode | undefined
  onSelect: (node: AreaNode) => void
}

function TreeOrNothing(props: TreeOrNothingProps) {
  const { t } = useTranslation()
  if (props.tree.length === 0) {
    return <StateView icon="empty" title={t('areas:tree.empty')} />
  }
  if (props.filter && listAreaRows(props.tree, new Set(), props.filter).length === 0) {
    return <StateView icon="search" title={t('areas:tree.nothingFound', { text: props.filter })} />
  }
  return <AreaTreeView {...props} />
}
