import { Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../server/contract/search.ts'
import styles from '../../ui/dialog-form.module.css'
import { useDebounced } from '../../ui/use-debounced.ts'
import { useSought } from './shop-act-queries.ts'

interface SoughtFieldProps {
  kind: 'person' | 'building'
  label: string
  placeholder: string
  value: SearchItem | undefined
  onChange: (found: SearchItem | undefined) => void
}

/** Somebody or a building: typed, found, chosen. */
export function SoughtField({ kind, label, placeholder, value, onChange }: SoughtFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const wanted = useDebounced(text.trim(), 250)
  const { data = [], isFetching } = useSought(kind, wanted)
  const items = wanted === '' ? [] : data
  const shown = value && !items.some((item) => item.id === value.id) ? [value, ...items] : items
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Select<number>
        allowClear
        className={styles.field ?? ''}
        id={id}
        loading={isFetching}
        notFoundContent={
          text.trim() === ''
            ? t('shops:type')
            : t(isFetching || wanted !== text.trim() ? 'shell:loading' : 'shops:notFound')
        }
        onChange={(chosen) => onChange(items.find((item) => item.id === chosen))}
        options={shown.map((item) => ({
          value: item.id,
          label: [item.label || `#${item.id}`, item.detail].filter(Boolean).join(' · '),
        }))}
        placeholder={placeholder}
        showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
        value={value?.id ?? null}
      />
    </div>
  )
}
