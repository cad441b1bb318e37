import type { ReactNode } from 'react'
import styles from './accounts.module.css'

/** Holds a table that may be wider than the window; the keyboard scrolls it too. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} className={styles.scroll} tabIndex={0}>
      {children}
    </section>
  )
}
