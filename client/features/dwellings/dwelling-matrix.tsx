import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './dwelling-matrix.module.css'
import { findCell, type MatrixLayout } from './matrix-layout.ts'
import { MatrixRowView, rowTemplate } from './matrix-row-view.tsx'
import { type CellPlace, firstCell, steerMatrix } from './steer-matrix.ts'

export interface DwellingMatrixProps {
  layout: MatrixLayout
  /** Pixels from row to row: more where fingers point. */
  rowHeight: number
  selectedId: number | undefined
  onSelect: (dwellingId: number) => void
  onHoverFloor: (floor: number | undefined) => void
}

/** Floors down, doors across: a grid with one stop for the tab key and arrows inside. */
export function DwellingMatrix(props: DwellingMatrixProps) {
  const { layout, rowHeight, selectedId, onSelect, onHoverFloor } = props
  const { t } = useTranslation()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<CellPlace>()
  const selected = useMemo(() => findCell(layout, selectedId), [layout, selectedId])
  const focused = active ?? selected ?? firstCell(layout)
  const virtualizer = useVirtualizer({
    count: layout.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 26,
  })

  useEffect(() => {
    if (!selected) return
    setActive(selected)
    virtualizer.scrollToIndex(selected.row)
  }, [selected, virtualizer])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height moves every row
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer])

  const cellId = (place: CellPlace) => `${id}-${place.row}-${place.column}`
  const choose = (place: CellPlace) => {
    const row = layout.rows[place.row]
    const cell = row?.kind === 'dwellings' ? row.cells[place.column] : undefined
    setActive(place)
    if (cell) onSelect(cell.dwellingId)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!focused) return
    const next = steerMatrix(event.key, layout, focused)
    const isChoice = event.key === 'Enter' || event.key === ' '
    if (!next && !isChoice && !event.key.startsWith('Arrow')) return
    event.preventDefault()
    event.stopPropagation()
    if (isChoice) choose(focused)
    if (!next) return
    setActive(next)
    virtualizer.scrollToIndex(next.row)
    onHoverFloor(layout.rows[next.row]?.floor)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual, a table would need them all
    <div
      aria-activedescendant={focused && cellId(focused)}
      aria-colcount={layout.columnCount + 1}
      aria-label={t('dwellings:matrix')}
      aria-rowcount={layout.rows.length + 1}
      className={styles.matrix}
      onBlur={() => onHoverFloor(undefined)}
      onKeyDown={onKeyDown}
      onMouseLeave={() => onHoverFloor(undefined)}
      ref={scroller}
      role="grid"
      tabIndex={0}
    >
      <UnitHeaders layout={layout} />
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtual, a table would need them all */}
      <div
        className={styles.rows}
        role="rowgroup"
        style={{ height: virtualizer.getTotalSize(), minWidth: minimumWidth(layout) }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const row = layout.rows[item.index]
          return (
            row && (
              <MatrixRowView
                activeColumn={focused?.row === item.index ? focused.column : undefined}
                columnCount={layout.columnCount}
                height={rowHeight}
                idOf={(column) => cellId({ row: item.index, column })}
                key={`${row.floor}-${row.kind}`}
                onChoose={(column) => choose({ row: item.index, column })}
                onHover={() => onHoverFloor(row.floor)}
                place={item.index}
                row={row}
                selectedId={selectedId}
                top={item.start}
                unitStarts={unitStarts(layout)}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

function UnitHeaders({ layout }: { layout: MatrixLayout }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the grid above
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div
      aria-rowindex={1}
      className={styles.head}
      role="row"
      style={{ ...rowTemplate(layout.columnCount), minWidth: minimumWidth(layout) }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: part of the grid above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <span className={styles.corner} role="columnheader">
        {t('dwellings:floor')}
      </span>
      {layout.units.map(({ number, doorCount }) => (
        // biome-ignore lint/a11y/useSemanticElements: part of the grid above
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
        <span
          aria-colspan={doorCount}
          key={number}
          role="columnheader"
          style={{ gridColumn: `span ${doorCount}` }}
        >
          {t(doorCount > 1 ? 'dwellings:unit' : 'dwellings:unitShort', { number })}
        </span>
      ))}
    </div>
  )
}

function unitStarts({ units }: MatrixLayout): ReadonlySet<number> {
  const starts = new Set<number>()
  let column = 0
  for (const { doorCount } of units) {
    starts.add(column)
    column += doorCount
  }
  return starts
}

/** Narrower doors could not carry a four-digit room: beyond it the matrix scrolls sideways. */
function minimumWidth({ columnCount }: MatrixLayout): number {
  return 44 + columnCount * 37
}
