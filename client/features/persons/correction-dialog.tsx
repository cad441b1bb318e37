import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CorrectableField, correctableFields } from '../../../server/contract/person-rights.ts'
import { registrationPlaces, sexes } from '../../../server/contract/vocabulary.ts'
import styles from '../../ui/dialog-form.module.css'
import { ActDialog } from './act-dialog.tsx'

interface CorrectionDialogProps {
  personId: number
  name: string
  onClose: () => void
}

/** Corrects one field; the server keeps what stood there. */
export function CorrectionDialog({ personId, name, onClose }: CorrectionDialogProps) {
  const { t } = useTranslation()
  const [field, setField] = useState<CorrectableField>('name')
  const [value, setValue] = useState('')
  const ids = { field: useId(), value: useId() }
  return (
    <ActDialog
      okText={t('persons:act.correct')}
      onClose={onClose}
      personId={personId}
      reasons={[t('persons:reasons.resident'), t('persons:reasons.document')]}
      title={t('persons:title.correct', { name })}
      toAct={(reason) =>
        value.trim() === ''
          ? undefined
          : { kind: 'correct', correction: { field, value: value.trim(), reason } }
      }
    >
      <p className={styles.hint}>{t('persons:means.correct')}</p>
      <div>
        <label htmlFor={ids.field}>{t('persons:whichField')}</label>
        <Select
          className={styles.field ?? ''}
          id={ids.field}
          onChange={(next: CorrectableField) => {
            setField(next)
            setValue('')
          }}
          options={correctableFields.map((one) => ({
            value: one,
            label: t(`persons:field.${one}`),
          }))}
          value={field}
        />
      </div>
      <div>
        <label htmlFor={ids.value}>{t('persons:newValue')}</label>
        <ValueInput field={field} id={ids.value} onChange={setValue} value={value} />
      </div>
    </ActDialog>
  )
}

interface ValueInputProps {
  id: string
  field: CorrectableField
  value: string
  onChange: (value: string) => void
}

function ValueInput({ id, field, value, onChange }: ValueInputProps) {
  const { t } = useTranslation()
  if (field === 'sex' || field === 'registration') {
    const options =
      field === 'sex'
        ? sexes.map((one) => ({ value: one as string, label: t(`vocabulary:sex.${one}`) }))
        : registrationPlaces.map((one) => ({
            value: one as string,
            label: t(`persons:registration.${one}`),
          }))
    return (
      <Select
        className={styles.field ?? ''}
        id={id}
        onChange={onChange}
        options={options}
        value={value || null}
      />
    )
  }
  return (
    <Input
      autoComplete="off"
      id={id}
      maxLength={60}
      onChange={(event) => onChange(event.target.value)}
      type={field === 'birth-date' ? 'date' : 'text'}
      value={value}
    />
  )
}
