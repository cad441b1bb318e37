import { useTranslation } from 'react-i18next'
import type { TodoItem } from '../../../server/contract/todo.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import listStyles from '../../ui/long-list.module.css'
import styles from './todo.module.css'

/** Where a row leads: a building, perhaps one dwelling in it. */
export interface TodoPlace {
  buildingId: number
  dwellingId: number | null
}

type Side = Pick<TodoItem, 'name' | 'address' | 'buildingId' | 'dwellingId'>

interface TodoRowProps {
  item: TodoItem
  onGo: (place: TodoPlace) => void
}

/** One thing to be put right; of likely duplicates both, one below the other. */
export function TodoRow({ item, onGo }: TodoRowProps) {
  return (
    <>
      <TodoButton onGo={onGo} side={item} verifiedOn={item.verifiedOn} />
      {item.other && <TodoButton isOther onGo={onGo} side={item.other} verifiedOn={null} />}
    </>
  )
}

interface TodoButtonProps {
  side: Side
  verifiedOn: string | null
  isOther?: boolean
  onGo: TodoRowProps['onGo']
}

function TodoButton({ side, verifiedOn, isOther = false, onGo }: TodoButtonProps) {
  const { t } = useTranslation()
  const { date } = useFormatters()
  const { name, address, buildingId, dwellingId } = side
  const place = address || t('todo:noPlace')
  return (
    <button
      className={styles.row}
      data-other={isOther || undefined}
      disabled={buildingId === null}
      onClick={() => buildingId !== null && onGo({ buildingId, dwellingId })}
      type="button"
    >
      {isOther && <Icon name="link" size={14} />}
      <span className={listStyles.twoRows}>
        <span>{name || place}</span>
        {name && <small>{place}</small>}
      </span>
      {verifiedOn && (
        <small className={styles.verified}>{t('todo:verifiedOn', { day: date(verifiedOn) })}</small>
      )}
    </button>
  )
}
