import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type RelationToHead, relationsToHead } from '../../../../server/contract/vocabulary.ts'
import styles from '../../../ui/dialog-form.module.css'

interface RelationSelectProps {
  label: string
  /** The label is for those who hear the page: something beside it says it already. */
  isLabelHidden?: boolean
  value: RelationToHead
  onChange: (relation: RelationToHead) => void
}

/** What somebody is to the head, who is somebody else. */
export function RelationSelect({ label, isLabelHidden, value, onChange }: RelationSelectProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div>
      {!isLabelHidden && <label htmlFor={id}>{label}</label>}
      <Select
        className={styles.field ?? ''}
        id={id}
        {...(isLabelHidden && { 'aria-label': label })}
        onChange={onChange}
        options={relationsToHead
          .filter((one) => one !== 'head')
          .map((one) => ({ value: one, label: t(`vocabulary:relation.${one}`) }))}
        value={value}
      />
    </div>
  )
}
