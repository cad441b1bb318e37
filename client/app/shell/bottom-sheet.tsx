import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './bottom-sheet.module.css'
import { heightAfterDrag, nextStop, type SheetStop, stopHeights } from './sheet-stops.ts'

interface BottomSheetProps {
  label: string
  children: ReactNode
}

/** A panel from below with a grip: drag it, tap it, or use the arrow keys on it. */
export function BottomSheet({ label, children }: BottomSheetProps) {
  const { t } = useTranslation()
  const [stop, setStop] = useState<SheetStop>('half')
  const [dragged, setDragged] = useState<number>()
  const drag = useRef<{ y: number; height: number } | undefined>(undefined)
  const heights = stopHeights(window.innerHeight)
  const height = dragged ?? heights[stop]

  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { y: event.clientY, height }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return
    const moved = drag.current.height + drag.current.y - event.clientY
    setDragged(Math.max(heights.low, Math.min(heights.full, moved)))
  }
  const onPointerUp = (event: PointerEvent) => {
    const start = drag.current
    drag.current = undefined
    setDragged(undefined)
    if (!start) return
    const wasTapped = Math.abs(start.y - event.clientY) < 5
    setStop(wasTapped ? nextStop(stop) : heightAfterDrag(dragged ?? height, heights))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const order: SheetStop[] = ['low', 'half', 'full']
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    const target = step ? order[order.indexOf(stop) + step] : undefined
    if (event.key === 'Enter' || event.key === ' ') setStop(nextStop(stop))
    else if (target) setStop(target)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <aside
      aria-label={label}
      className={styles.sheet}
      data-dragging={dragged !== undefined || undefined}
      style={{ height }}
    >
      <button
        aria-expanded={stop === 'full'}
        aria-label={t('shell:grip')}
        className={styles.grip}
        onKeyDown={onKeyDown}
        onPointerCancel={onPointerUp}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        type="button"
      />
      {children}
    </aside>
  )
}
