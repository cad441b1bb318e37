import type { ReactNode } from 'react'
import styles from './link-button.module.css'

/** Reads like a link, does something on this page. */
export function LinkButton({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return (
    <button className={styles.link} onClick={onClick} type="button">
      {children}
    </button>
  )
}
