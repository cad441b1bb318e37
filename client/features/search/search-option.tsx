import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../server/contract/search.ts'
import { Icon } from '../../ui/icon.tsx'
import { leadsSomewhere } from './group-results.ts'
import styles from './search-box.module.css'

interface SearchOptionProps {
  id: string
  item: SearchItem
  isActive: boolean
  onChoose: (item: SearchItem) => void
  onPoint: () => void
}

/** One result: what it is called, what tells it apart, and where it is. */
export function SearchOption({ id, item, isActive, onChoose, onPoint }: SearchOptionProps) {
  const { t } = useTranslation()
  const label = useLabel(item)
  const note = useNote(item)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys
    <div
      aria-disabled={leadsSomewhere(item) ? undefined : true}
      aria-selected={isActive}
      className={styles.option}
      data-kind={item.kind}
      id={id}
      onClick={() => onChoose(item)}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={onPoint}
      role="option"
      tabIndex={-1}
    >
      <Icon name={item.kind} size={16} />
      <span className={styles.label}>{label}</span>
      {note && <span className={styles.note}>{note}</span>}
      <small>{leadsSomewhere(item) ? item.detail : t('search:noPlace')}</small>
    </div>
  )
}

function useLabel({ kind, label }: SearchItem): string {
  const { t } = useTranslation()
  const name = label || t('search:hiddenName')
  return kind === 'household' ? t('search:headOf', { name }) : name
}

/** What tells people of the same masked name apart. */
function useNote({ sex, ageBand, memberCount }: SearchItem): string {
  const { t } = useTranslation()
  return [
    sex && t(`vocabulary:sex.${sex}`),
    ageBand && t('households:age', { band: ageBand }),
    memberCount !== null && t('search:members', { count: memberCount }),
  ]
    .filter(Boolean)
    .join(' · ')
}
