import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './state-view.module.css'

export interface StateViewProps {
  icon: IconName
  title: string
  detail?: ReactNode
  action?: ReactNode
  /** Interrupts a screen reader; for failures. */
  isAlert?: boolean
}

/** What stands where data should be: nothing there, nothing found, something went wrong. */
export function StateView({ icon, title, detail, action, isAlert = false }: StateViewProps) {
  return (
    <div className={styles.state} role={isAlert ? 'alert' : 'status'}>
      <span className={isAlert ? styles.alert : styles.quiet}>
        <Icon name={icon} size={28} />
      </span>
      <strong>{title}</strong>
      {detail && <p>{detail}</p>}
      {action}
    </div>
  )
}
