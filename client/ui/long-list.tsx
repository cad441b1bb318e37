import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './long-list.module.css'

interface LongListProps {
  label: string
  count: number
  /** Height of a line in pixels. */
  heightOf: (place: number) => number
  /** What stays itself when lines come and go; the place where nothing is said. */
  keyOf?: (place: number) => string
  /** The last line came into sight. */
  onEnd: () => void
  /** Where it was left. */
  firstOffset?: number
  onScroll?: (offset: number) => void
  children: (place: number) => ReactNode
}

/** A list of which only the lines in sight are drawn. */
export function LongList(props: LongListProps) {
  const { label, count, heightOf, keyOf, onEnd, firstOffset = 0, onScroll, children } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    ...(keyOf && { getItemKey: keyOf }),
    initialOffset: firstOffset,
    overscan: 6,
  })
  const lines = virtualizer.getVirtualItems()
  const isAtEnd = (lines.at(-1)?.index ?? 0) >= count - 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once for each end reached
  useEffect(() => {
    if (isAtEnd) onEnd()
  }, [isAtEnd, count])
  return (
    <div
      className={styles.scroller}
      onScroll={({ currentTarget }) => onScroll?.(currentTarget.scrollTop)}
      ref={scroller}
    >
      <ul aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
        {lines.map(({ index, key, start }) => (
          <li key={key} style={{ transform: `translateY(${start}px)` }}>
            {children(index)}
          </li>
        ))}
      </ul>
    </div>
  )
}
