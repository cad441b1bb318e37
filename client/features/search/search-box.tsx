import { type FocusEvent, type KeyboardEvent, type Ref, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../server/contract/search.ts'
import { Icon } from '../../ui/icon.tsx'
import { useDebounced } from '../../ui/use-debounced.ts'
import { groupResults, isOfPeople, leadsSomewhere } from './group-results.ts'
import styles from './search-box.module.css'
import { useSearch } from './search-queries.ts'
import { SearchResults } from './search-results.tsx'

const typingMilliseconds = 180
const maxLength = 60

interface SearchBoxProps {
  onChoose: (item: SearchItem) => void
  inputRef: Ref<HTMLInputElement>
}

/** A combobox: type, walk the list with the arrows, Enter goes there, Escape leaves. */
export function SearchBox({ onChoose, inputRef }: SearchBoxProps) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const wanted = useDebounced(text.trim(), typingMilliseconds)
  const query = useSearch(wanted)
  const groups = useMemo(
    () => groupResults(wanted ? (query.data?.items ?? []) : []),
    [query.data, wanted],
  )
  const items = useMemo(() => groups.flatMap((group) => group.items), [groups])
  const isListOpen = isOpen && text.trim() !== ''
  const activeItem = items[active]

  const choose = (item: SearchItem) => {
    if (!leadsSomewhere(item)) return
    // Of people what was typed goes, and their masked name alone would find many others.
    setText(isOfPeople(item) ? '' : item.label)
    setOpen(false)
    onChoose(item)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      if (isListOpen) setOpen(false)
      else event.currentTarget.blur()
    }
    if (event.key === 'Enter' && isListOpen && activeItem && !event.nativeEvent.isComposing) {
      choose(activeItem)
      event.currentTarget.blur()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || items.length === 0) return
    event.preventDefault()
    setOpen(true)
    setActive((place) => (place + step + items.length) % items.length)
  }
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }

  return (
    <search className={styles.box} onBlur={onBlur}>
      <span className={styles.glass}>
        <Icon name="search" size={16} />
      </span>
      <input
        aria-activedescendant={isListOpen && activeItem ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-expanded={isListOpen}
        aria-label={t('search:label')}
        autoComplete="off"
        maxLength={maxLength}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        placeholder={t('search:placeholder')}
        ref={inputRef}
        role="combobox"
        spellCheck={false}
        type="text"
        value={text}
      />
      {text ? (
        <button
          aria-label={t('search:clear')}
          className={styles.clear}
          onClick={() => setText('')}
          type="button"
        >
          <Icon name="close" size={14} />
        </button>
      ) : (
        <kbd>/</kbd>
      )}
      {isListOpen && (
        <SearchResults
          active={active}
          groups={groups}
          isCut={query.data?.isCut ?? false}
          id={id}
          isAsking={query.isFetching || wanted !== text.trim()}
          onChoose={choose}
          onPoint={setActive}
          onRetry={query.refetch}
          problem={query.error}
          text={wanted}
        />
      )}
    </search>
  )
}
