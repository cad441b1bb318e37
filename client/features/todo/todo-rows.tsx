import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TodoItem, TodoKind } from '../../../server/contract/todo.ts'
import styles from './todo.module.css'
import { type TodoPlace, TodoRow } from './todo-row.tsx'

const placeHeight = 48

/** Where each list was left, so that it goes on there when one comes back from a building. */
const leftAt = new Map<TodoKind, number>()

interface TodoRowsProps {
  kind: TodoKind
  items: readonly TodoItem[]
  onGo: (place: TodoPlace) => void
  /** The last row came into sight. */
  onEnd: () => void
}

/** Only the rows in sight are drawn. */
export function TodoRows({ kind, items, onGo, onEnd }: TodoRowsProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (place) => placeHeight * (items[place]?.other ? 2 : 1),
    getItemKey: (place) => `${items[place]?.id}-${items[place]?.other?.id}`,
    initialOffset: leftAt.get(kind) ?? 0,
    overscan: 6,
  })
  const rows = virtualizer.getVirtualItems()
  const isAtEnd = (rows.at(-1)?.index ?? 0) >= items.length - 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once for each end reached
  useEffect(() => {
    if (isAtEnd) onEnd()
  }, [isAtEnd, items.length])
  return (
    <div
      className={styles.scroller}
      onScroll={({ currentTarget }) => leftAt.set(kind, currentTarget.scrollTop)}
      ref={scroller}
    >
      <ul aria-label={t(`todo:kind.${kind}`)} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, key, start }) => {
          const item = items[index]
          return (
            item && (
              <li key={key} style={{ transform: `translateY(${start}px)` }}>
                <TodoRow item={item} onGo={onGo} />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}
