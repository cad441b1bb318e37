import { Input, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewPerson } from '../../../../server/contract/life-events.ts'
import { type Sex, sexes } from '../../../../server/contract/vocabulary.ts'
import { DayField } from '../../../ui/day-field.tsx'
import styles from '../../../ui/dialog-form.module.css'

export interface PersonDraft {
  name: string
  sex: Sex | undefined
  birthDate: string
  identityNumber: string
  phone: string
}

export const nobodyYet: PersonDraft = {
  ...{ name: '', sex: undefined, birthDate: '', identityNumber: '', phone: '' },
}

/** Undefined while name, sex or birth date is missing; the server checks the numbers. */
export function toNewPerson(draft: PersonDraft): NewPerson | undefined {
  const { name, sex, birthDate, identityNumber, phone } = draft
  if (!name.trim() || !sex || !birthDate) return undefined
  return {
    ...{ name: name.trim(), sex, birthDate },
    identityNumber: identityNumber.trim() || null,
    phone: phone.trim() || null,
  }
}

interface NewPersonFieldsProps {
  draft: PersonDraft
  onChange: (draft: PersonDraft) => void
  /** A birth is told by the day of the event. */
  hasBirthDate?: boolean
  /** What they are to others. */
  children?: ReactNode
}

/** Somebody who is not in the registry yet. */
export function NewPersonFields(props: NewPersonFieldsProps) {
  const { draft, onChange, hasBirthDate = true, children } = props
  const { t } = useTranslation()
  const ids = { name: useId(), sex: useId(), number: useId(), phone: useId() }
  const set = (change: Partial<PersonDraft>) => onChange({ ...draft, ...change })
  return (
    <div className={styles.pair}>
      <div>
        <label htmlFor={ids.name}>{t('persons:field.name')}</label>
        <Input
          autoComplete="off"
          id={ids.name}
          maxLength={60}
          onChange={({ target }) => set({ name: target.value })}
          value={draft.name}
        />
      </div>
      <div>
        <label htmlFor={ids.sex}>{t('persons:field.sex')}</label>
        <Select
          className={styles.field ?? ''}
          id={ids.sex}
          onChange={(sex: Sex) => set({ sex })}
          options={sexes.map((one) => ({ value: one, label: t(`vocabulary:sex.${one}`) }))}
          value={draft.sex ?? null}
        />
      </div>
      {hasBirthDate && (
        <DayField
          label={t('persons:field.birth-date')}
          onChange={(birthDate) => set({ birthDate })}
          value={draft.birthDate}
        />
      )}
      <div>
        <label htmlFor={ids.number}>{t('persons:field.identity-number')}</label>
        <Input
          autoComplete="off"
          id={ids.number}
          maxLength={40}
          onChange={({ target }) => set({ identityNumber: target.value })}
          value={draft.identityNumber}
        />
      </div>
      <div>
        <label htmlFor={ids.phone}>{t('persons:field.phone')}</label>
        <Input
          autoComplete="off"
          id={ids.phone}
          inputMode="tel"
          maxLength={40}
          onChange={({ target }) => set({ phone: target.value })}
          value={draft.phone}
        />
      </div>
      {children}
    </div>
  )
}
