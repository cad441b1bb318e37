import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type AreaNode,
  type AreaRow,
  ancestryOf,
  listAreaRows,
  listOnlyBranches,
} from './area-tree.ts'
import { AreaTreeRow } from './area-tree-row.tsx'
import styles from './area-tree-view.module.css'
import { steer } from './steer-tree.ts'

const rowHeight = 32

export interface AreaTreeViewProps {
  tree: readonly AreaNode[]
  filter: string
  /** The selected area, or the grid of the selected building. */
  current: AreaNode | undefined
  onSelect: (node: AreaNode) => void
}

/** Community → zone → grid, with the households of each; only what is in sight is drawn. */
export function AreaTreeView({ tree, filter, current, onSelect }: AreaTreeViewProps) {
  const { t } = useTranslation()
  const id = useId()
  const [expanded, setExpanded] = useState(() => listOnlyBranches(tree))
  const [activeKey, setActiveKey] = useState<string>()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => listAreaRows(tree, expanded, filter), [tree, expanded, filter])
  const virtualizer = useVirtualizer({
    rangeExtractor: (range) => withPlace(activePlace, range),
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })

  useEffect(() => {
    if (!current) return
    setExpanded((before) => unfold(before, ancestryOf(current.parent)))
    setActiveKey(current.key)
  }, [current])

  const activePlace = rows.findIndex((row) => row.node.key === activeKey)
  useEffect(() => {
    if (activePlace >= 0) virtualizer.scrollToIndex(activePlace)
  }, [activePlace, virtualizer])

  const toggle = (row: AreaRow) => setExpanded((before) => toggled(before, row.node.key))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steer(event.key, rows, activePlace)
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    if (step.activate) setActiveKey(step.activate.node.key)
    if (step.toggle) toggle(step.toggle)
    if (step.select) onSelect(step.select.node)
  }

  return (
    <div className={styles.scroller} ref={scroller}>
      <div
        aria-activedescendant={activePlace >= 0 ? `${id}-${activeKey}` : undefined}
        aria-label={t('areas:tree.title')}
        className={styles.tree}
        onKeyDown={onKeyDown}
        role="tree"
        style={{ height: virtualizer.getTotalSize() }}
        tabIndex={0}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <AreaTreeRow
              domId={`${id}-${row.node.key}`}
              isActive={item.index === activePlace}
              isSelected={row.node.key === current?.key}
              key={row.node.key}
              onSelect={() => {
                setActiveKey(row.node.key)
                onSelect(row.node)
              }}
              onToggle={() => toggle(row)}
              row={row}
              top={item.start}
            />
          )
        })}
      </div>
    </div>
  )
}

function unfold(before: ReadonlySet<string>, nodes: readonly AreaNode[]): ReadonlySet<string> {
  const isOpen = nodes.every((node) => before.has(node.key))
  return isOpen ? before : new Set([...before, ...nodes.map((node) => node.key)])
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(before)
  if (!next.delete(key)) next.add(key)
  return next
}

/** The rows in sight, and the active one wherever it is: a screen reader must find it. */
function withPlace(place: number, range: Range): number[] {
  const places = defaultRangeExtractor(range)
  if (place < 0 || place >= range.count || places.includes(place)) return places
  return [...places, place].sort((one, other) => one - other)
}
