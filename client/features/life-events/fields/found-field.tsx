import { Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../../server/contract/search.ts'
import { toApiProblem } from '../../../api/api-problem.ts'
import styles from '../../../ui/dialog-form.module.css'
import { ProblemText } from '../../../ui/problem-text.tsx'
import { useDebounced } from '../../../ui/use-debounced.ts'
import { useFound } from './found-queries.ts'
import { usePersonNote } from './use-person-note.ts'

interface FoundFieldProps {
  kind: 'dwelling' | 'person'
  label: string
  placeholder: string
  value: SearchItem | undefined
  onChange: (found: SearchItem | undefined) => void
}

/** A dwelling by its address, or somebody by name or number: typed, found, chosen. */
export function FoundField(props: FoundFieldProps) {
  const { kind, label, placeholder, value, onChange } = props
  const { t } = useTranslation()
  const toPersonNote = usePersonNote()
  const id = useId()
  const [text, setText] = useState('')
  const wanted = useDebounced(text.trim(), 250)
  const { data = [], isFetching, error } = useFound(kind, wanted)
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
      <ProblemText problem={error && toApiProblem(error)} />
    </div>
  )
}

const toTitle = ({ label, id }: SearchItem) => label || `#${id}`
