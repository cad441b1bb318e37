import { useTranslation } from 'react-i18next'
import type { TodoItem, TodoKind } from '../../../server/contract/todo.ts'
import { LongList } from '../../ui/long-list.tsx'
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

/** What is to be put right of one kind, row by row. */
export function TodoRows({ kind, items, onGo, onEnd }: TodoRowsProps) {
  const { t } = useTranslation()
  return (
    <LongList
      count={items.length}
      firstOffset={leftAt.get(kind) ?? 0}
      heightOf={(place) => placeHeight * (items[place]?.other ? 2 : 1)}
      keyOf={(place) => `${items[place]?.id}-${items[place]?.other?.id}`}
      label={t(`todo:kind.${kind}`)}
      onEnd={onEnd}
      onScroll={(offset) => leftAt.set(kind, offset)}
    >
      {(place) => {
        const item = items[place]
        return item && <TodoRow item={item} onGo={onGo} />
      }}
    </LongList>
  )
}
