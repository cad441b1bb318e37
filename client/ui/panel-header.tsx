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
        {tag && <span className={styles.tag}>{tag}</span>}
        <span className={styles.actions}>{actions}</span>
      </div>
      {detail && <div className={styles.detail}>{detail}</div>}
    </header>
  )
}
