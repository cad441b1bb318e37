import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import type { AreaRow } from './area-tree.ts'
import styles from './area-tree-view.module.css'

interface AreaTreeRowProps {
  row: AreaRow
  domId: string
  top: number
  isActive: boolean
  isSelected: boolean
  onSelect: () => void
  onToggle: () => void
}

/** The tree itself has the focus and the keys; a row takes the mouse. */
export function AreaTreeRow(props: AreaTreeRowProps) {
  const { row, domId, top, isActive, isSelected, onSelect, onToggle } = props
  const { count } = useFormatters()
  const { area, level, parts } = row.node
  const hasParts = parts.length > 0
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it handles the keys
    <div
      aria-expanded={hasParts ? row.isExpanded : undefined}
      aria-level={row.depth}
      aria-posinset={row.place}
      aria-selected={isSelected}
      aria-setsize={row.siblingCount}
      className={styles.row}
      data-active={isActive || undefined}
      data-level={level}
      id={domId}
      onClick={onSelect}
      role="treeitem"
      style={{ transform: `translateY(${top}px)`, paddingLeft: 8 + (row.depth - 1) * 16 }}
      tabIndex={-1}
    >
      <button
        aria-hidden="true"
        className={styles.toggle}
        data-expanded={row.isExpanded || undefined}
        onClick={(event) => {
          event.stopPropagation()
          onToggle()
        }}
        style={{ visibility: hasParts ? 'visible' : 'hidden' }}
        tabIndex={-1}
        type="button"
      >
        <Icon name="chevron" size={14} />
      </button>
      <span className={styles.name} title={`${area.name} ${area.code}`}>
        {area.name}
      </span>
      <span className={styles.count}>{count(area.householdCount)}</span>
    </div>
  )
}
