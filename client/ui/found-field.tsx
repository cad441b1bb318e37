import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../server/contract/search.ts'
import styles from './dialog-form.module.css'
import { ProblemText } from './problem-text.tsx'
import { useDebounced } from './use-debounced.ts'
import { usePersonNote } from './use-person-note.ts'
import type { ShownProblem } from './use-problem-text.ts'

interface FoundFieldProps {
  kind: 'dwelling' | 'person' | 'building'
  /** Finds what is typed, the best first; rejects with the problem. */
  find: (kind: SearchItem['kind'], text: string, signal: AbortSignal) => Promise<SearchItem[]>
  label: string
  placeholder: string
  value: SearchItem | undefined
  onChange: (found: SearchItem | undefined) => void
}

/** A dwelling by its address, a building, or somebody by name or number: typed, found, chosen. */
export function FoundField(props: FoundFieldProps) {
  const { kind, find, label, placeholder, value, onChange } = props
  const { t } = useTranslation()
  const toPersonNote = usePersonNote()
  const id = useId()
  const [text, setText] = useState('')
  const wanted = useDebounced(text.trim(), 250)
  // What is typed may name people, so neither it nor its answer is kept.
  const {
    data = [],
    isFetching,
    error,
  } = useQuery<SearchItem[], ShownProblem>({
    queryKey: ['found', kind, wanted],
    queryFn: ({ signal }) => find(kind, wanted, signal),
    enabled: wanted !== '',
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  const items = wanted === '' ? [] : data
  const nothing = isFetching || wanted !== text.trim() ? t('shell:loading') : t('acts:notFound')
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Select<number>
        allowClear
        className={styles.field ?? ''}
        id={id}
        loading={isFetching}
        notFoundContent={text.trim() === '' ? t('acts:type') : nothing}
        onChange={(chosen) => onChange(items.find((item) => item.id === chosen))}
        options={(value && !items.some((item) => item.id === value.id)
          ? [value, ...items]
          : items
        ).map((item) => ({ value: item.id, label: toTitle(item), item }))}
        optionRender={({ data: { item } }) => (
          <span className={styles.found}>
            {toTitle(item)} <small>{kind === 'person' ? toPersonNote(item) : item.detail}</small>
          </span>
        )}
        placeholder={placeholder}
        showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
        value={value?.id ?? null}
      />
      <ProblemText problem={error} />
    </div>
  )
}

const toTitle = ({ label, id }: SearchItem) => label || `#${id}`
