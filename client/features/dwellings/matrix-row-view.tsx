import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { DwellingCell } from '../../../server/contract/buildings.ts'
import styles from './dwelling-matrix.module.css'
import { type MatrixRow, roomOf } from './matrix-layout.ts'

interface MatrixRowViewProps {
  row: MatrixRow
  place: number
  top: number
  height: number
  columnCount: number
  unitStarts: ReadonlySet<number>
  activeColumn: number | undefined
  selectedId: number | undefined
  idOf: (column: number) => string
  onChoose: (column: number) => void
  onHover: () => void
}

/** A floor and its doors. */
export function MatrixRowView(props: MatrixRowViewProps) {
  const { row, place, top, height, columnCount, onHover } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a virtual grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div
      aria-rowindex={place + 2}
      className={styles.row}
      onMouseEnter={onHover}
      role="row"
      style={{ ...rowTemplate(columnCount), height: height - 3, transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: part of the grid around it */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <span className={styles.floor} role="rowheader">
        {row.floor}
      </span>
      {row.kind === 'shops' ? (
        <ShopsCell columnCount={columnCount} shopCount={row.shopCount} />
      ) : (
        row.cells.map((cell, column) => (
          <Cell {...props} cell={cell} column={column} key={props.idOf(column)} />
        ))
      )}
    </div>
  )
}

/** Columns: the floor, then the doors. */
export function rowTemplate(columnCount: number): CSSProperties {
  return { gridTemplateColumns: `28px repeat(${Math.max(1, columnCount)}, minmax(34px, 1fr))` }
}

function ShopsCell({ columnCount, shopCount }: { columnCount: number; shopCount: number }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the grid around it
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <span
      aria-colspan={columnCount}
      className={styles.shops}
      role="gridcell"
      style={{ gridColumn: `span ${Math.max(1, columnCount)}` }}
    >
      {t('dwellings:shopFloor', { count: shopCount })}
    </span>
  )
}

interface CellProps extends MatrixRowViewProps {
  cell: DwellingCell | undefined
  column: number
}

function Cell({ cell, column, unitStarts, activeColumn, selectedId, idOf, onChoose }: CellProps) {
  const { t } = useTranslation()
  const isFirst = (column > 0 && unitStarts.has(column)) || undefined
  if (!cell) {
    // biome-ignore lint/a11y/useSemanticElements: part of the grid around it
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    return <span className={styles.gap} data-first={isFirst} role="gridcell" />
  }
  const households = cell.householdIds.length
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the grid around it
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <span
      aria-label={t('dwellings:cell', {
        label: cell.label,
        state: t(`dwellings:state.${cell.occupancy}`),
        households,
        persons: cell.personCount,
      })}
      aria-selected={cell.dwellingId === selectedId}
      className={styles.cell}
      data-active={column === activeColumn || undefined}
      data-first={isFirst}
      data-several={households > 1 ? households : undefined}
      data-state={cell.occupancy}
      id={idOf(column)}
      onClick={() => onChoose(column)}
      role="gridcell"
    >
      {roomOf(cell)}
    </span>
  )
}
