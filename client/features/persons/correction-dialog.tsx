import { Checkbox, Input, Select } from 'antd'
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
  const [isUnknown, setUnknown] = useState(false)
  const mayBeUnknown = canBeUnknown(field)
  const ids = { field: useId(), value: useId() }
  return (
    <ActDialog
      okText={t('persons:act.correct')}
      onClose={onClose}
      personId={personId}
      reasons={[t('persons:reasons.resident'), t('persons:reasons.document')]}
      title={t('persons:title.correct', { name })}
      toAct={(reason) => {
        const corrected = mayBeUnknown && isUnknown ? null : value.trim()
        if (corrected === '') return undefined
        return { kind: 'correct', correction: { field, value: corrected, reason } }
      }}
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
            setUnknown(false)
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
        <ValueInput
          field={field}
          id={ids.value}
          isDisabled={mayBeUnknown && isUnknown}
          onChange={setValue}
          value={value}
        />
      </div>
      {mayBeUnknown && (
        <Checkbox checked={isUnknown} onChange={({ target }) => setUnknown(target.checked)}>
          {t('persons:nothingKnown')}
        </Checkbox>
      )}
    </ActDialog>
  )
}

/** Whom one may have none of. */
const canBeUnknown = (field: CorrectableField) => field === 'phone' || field === 'identity-number'

interface ValueInputProps {
  id: string
  field: CorrectableField
  isDisabled: boolean
  value: string
  onChange: (value: string) => void
}

function ValueInput({ id, field, isDisabled, value, onChange }: ValueInputProps) {
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
      disabled={isDisabled}
      id={id}
      maxLength={60}
      onChange={(event) => onChange(event.target.value)}
      type={field === 'birth-date' ? 'date' : 'text'}
      value={value}
    />
  )
}
