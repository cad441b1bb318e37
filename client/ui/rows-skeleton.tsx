import styles from './rows-skeleton.module.css'

export interface RowsSkeletonProps {
  /** Said to screen readers. */
  label: string
  rows?: number
}

/** Grey rows in the shape of what is on its way. */
export function RowsSkeleton({ label, rows = 6 }: RowsSkeletonProps) {
  return (
    <div className={styles.rows} role="status">
      <span className="visually-hidden">{label}</span>
      {[...Array(rows).keys()].map((place) => (
        <i aria-hidden="true" key={place} style={{ width: `${92 - (place % 3) * 14}%` }} />
      ))}
    </div>
  )
}
