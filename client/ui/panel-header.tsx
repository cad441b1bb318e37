import type { ReactNode } from 'react'
import styles from './panel-header.module.css'

export interface PanelHeaderProps {
  title: string
  tag?: string | undefined
  detail?: ReactNode
  /** Buttons on the right. */
  actions?: ReactNode
}

/** Title of a panel: what it is, which kind, where. */
export function PanelHeader({ title, tag, detail, actions }: PanelHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h2 title={title}>{title}</h2>
        <span className={styles.actions}>{actions}</span>
      </div>
      <div className={styles.detail}>
        {tag && <span className={styles.tag}>{tag}</span>}
        <span>{detail}</span>
      </div>
    </header>
  )
}
