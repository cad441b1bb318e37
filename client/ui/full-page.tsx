import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import styles from './full-page.module.css'
import { IconButton } from './icon-button.tsx'

export interface PageSection {
  key: string
  label: string
}

interface FullPageProps {
  title: string
  /** What the way back is called. */
  closeLabel: string
  sections: readonly PageSection[]
  current: string
  onSection: (key: string) => void
  onClose: () => void
  children: ReactNode
}

/** A page that covers the map: its sections at the left, or above where the window is narrow. */
export function FullPage(props: FullPageProps) {
  const { title, closeLabel, sections, current, onSection, onClose, children } = props
  const heading = useRef<HTMLHeadingElement>(null)
  // Who comes by keyboard or screen reader stands at the beginning of what has opened.
  useEffect(() => heading.current?.focus(), [])
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    nav.current
      ?.querySelector(`[data-section="${current}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <IconButton icon="back" label={closeLabel} onClick={onClose} />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      <div className={styles.body}>
        <nav aria-label={title} className={styles.nav} ref={nav}>
          {sections.map(({ key, label }) => (
            <button
              aria-current={key === current ? 'page' : undefined}
              data-section={key}
              key={key}
              onClick={() => onSection(key)}
              type="button"
            >
              {label}
            </button>
          ))}
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <main className={styles.content} tabIndex={0}>
          {children}
        </main>
      </div>
    </div>
  )
}
