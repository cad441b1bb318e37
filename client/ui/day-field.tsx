import { Input } from 'antd'
import { useId } from 'react'

/** Today where the operator sits, as 2026-03-04. */
export const today = () => new Date().toLocaleDateString('sv-SE')

/** Whether a day is complete: while it is typed, the browser gives nothing. */
export const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

interface DayFieldProps {
  label: string
  /** 2026-03-04, or empty. */
  value: string
  onChange: (day: string) => void
  /** Days to come may be chosen as well. */
  hasFuture?: boolean
  isOptional?: boolean
}

/** A day under its label. */
export function DayField({ label, value, onChange, hasFuture, isOptional }: DayFieldProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        allowClear={isOptional ?? false}
        id={id}
        {...(!hasFuture && { max: today() })}
        onChange={({ target }) => onChange(target.value)}
        type="date"
        value={value}
      />
    </div>
  )
}
