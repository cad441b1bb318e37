import styles from './figures.module.css'

export interface Figure {
  label: string
  value: string
}

/** Up to four numbers in a row, the value above its name. */
export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
