import { Input, Tag } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './dialog-form.module.css'

/** As the server demands it: four characters, in words. */
export const isReason = (text: string) => text.trim().length >= 4

interface ReasonInputProps {
  label: string
  /** Sentences that can be taken with one click and then changed. */
  ready: readonly string[]
  value: string
  onChange: (value: string) => void
}

/** Why something is done, from ready sentences or in own words. */
export function ReasonInput({ label, ready, value, onChange }: ReasonInputProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className={styles.reason}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.ready}>
        {ready.map((sentence) => (
          <Tag.CheckableTag
            checked={value === sentence}
            key={sentence}
            onChange={() => onChange(sentence)}
          >
            {sentence}
          </Tag.CheckableTag>
        ))}
      </div>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 4 }}
        id={id}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
        placeholder={t('shell:ownWords')}
        value={value}
      />
    </div>
  )
}
