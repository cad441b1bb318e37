import { useId } from 'react'
import styles from './choice-tiles.module.css'

interface ChoiceTilesProps<Value extends string> {
  label: string
  options: readonly { value: Value; label: string }[]
  value: Value | undefined
  onChange: (value: Value) => void
}

/** One of few, each as large as a thumb. */
export function ChoiceTiles<Value extends string>(props: ChoiceTilesProps<Value>) {
  const { label, options, value, onChange } = props
  const name = useId()
  return (
    <fieldset className={styles.tiles}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            checked={value === option.value}
            className="visually-hidden"
            name={name}
            onChange={() => onChange(option.value)}
            type="radio"
            value={option.value}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
