import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '../../../server/contract/imports.ts'
import type { RosterField, RosterMapping } from '../../../server/contract/rosters.ts'
import styles from './field-row.module.css'

interface FieldRowProps {
  field: RosterField
  mapping: RosterMapping
  preview: ImportPreview
  onChange: (column: string) => void
}

/** Which column holds one field, and its first values. */
export function FieldRow({ field, mapping, preview, onChange }: FieldRowProps) {
  const { t } = useTranslation()
  const id = useId()
  const chosen = mapping[field] ?? ''
  const samples = preview.columns.find(({ name }) => name === chosen)?.samples ?? []
  return (
    <li className={styles.row}>
      <div className={styles.pair}>
        <label htmlFor={id}>{t(`imports:field.${field}`)}</label>
        <select id={id} onChange={(event) => onChange(event.target.value)} value={chosen}>
          <option value="">{t('imports:noColumn')}</option>
          {preview.columns.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <span className={styles.samples}>{samples.filter(Boolean).slice(0, 3).join(' · ')}</span>
    </li>
  )
}
