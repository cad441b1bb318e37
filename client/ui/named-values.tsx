import type { ReactNode } from 'react'
import styles from './named-values.module.css'

export interface NamedValue {
  label: string
  value: ReactNode
}

export interface NamedValuesProps {
  items: readonly NamedValue[]
}

/** Names on the left, values on the right. */
export function Facts({ items }: NamedValuesProps) {
  return <NamedValues className={styles.facts} items={items} />
}

/** Up to four numbers in a row, the value above its name. */
export function Figures({ items }: NamedValuesProps) {
  return <NamedValues className={styles.figures} items={items} />
}

/** A list of names with their values, laid out by its class. */
export function NamedValues({
  items,
  className,
}: NamedValuesProps & { className: string | undefined }) {
  return (
    <dl className={className}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
