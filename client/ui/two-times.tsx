import { useTranslation } from 'react-i18next'
import { DayField } from './day-field.tsx'
import styles from './dialog-form.module.css'

/** When it was true, and when it was believed: days, or empty for all and for now. */
export interface TwoTimes {
  asOf: string
  knownOn: string
}

export const noTimes: TwoTimes = { asOf: '', knownOn: '' }

/** As the server is asked; a day on which something was known goes to its end, where the operator sits. */
export const toTimesQuery = ({ asOf, knownOn }: TwoTimes) => ({
  ...(asOf && { asOf }),
  ...(knownOn && { knownAt: new Date(`${knownOn}T23:59:59`).toISOString() }),
})

interface TwoTimesFieldsProps {
  times: TwoTimes
  onChange: (times: TwoTimes) => void
}

/** For which day a history is asked, and as it was known on which day. */
export function TwoTimesFields({ times, onChange }: TwoTimesFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.pair}>
      <DayField
        isOptional
        label={t('history:asOf')}
        onChange={(asOf) => onChange({ ...times, asOf })}
        value={times.asOf}
      />
      <DayField
        isOptional
        label={t('history:knownOn')}
        onChange={(knownOn) => onChange({ ...times, knownOn })}
        value={times.knownOn}
      />
    </div>
  )
}
