import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { HouseholdRow } from '../../../server/contract/buildings.ts'
import type { HouseholdLine } from './household-rows.ts'
import styles from './households-tab.module.css'

const groupHeight = 26
const rowHeight = 44

interface HouseholdListProps {
  lines: readonly HouseholdLine[]
  selectedDwellingId: number | undefined
  onSelect: (dwellingId: number) => void
  /** The last line came into sight. */
  onEnd: () => void
}

/** Only the lines in sight are drawn. */
export function HouseholdList({ lines, selectedDwellingId, onSelect, onEnd }: HouseholdListProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (place) => (lines[place]?.kind === 'group' ? groupHeight : rowHeight),
    overscan: 6,
  })
  const items = virtualizer.getVirtualItems()
  const isAtEnd = (items.at(-1)?.index ?? 0) >= lines.length - 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once for each end reached
  useEffect(() => {
    if (isAtEnd) onEnd()
  }, [isAtEnd, lines.length])
  return (
    <div className={styles.scroller} ref={scroller}>
      <ul aria-label={t('households:list')} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const line = lines[index]
          if (!line) return null
          return (
            <li key={key} style={{ transform: `translateY(${start}px)` }}>
              {line.kind === 'group' ? (
                <h3 className={styles.group}>
                  {t('households:group', { unit: line.unit, floor: line.floor })}
                  <span>{t('households:groupCount', { count: line.count })}</span>
                </h3>
              ) : (
                <HouseholdButton
                  household={line.household}
                  isSelected={line.household.dwellingId === selectedDwellingId}
                  onSelect={() => onSelect(line.household.dwellingId)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

interface HouseholdButtonProps {
  household: HouseholdRow
  isSelected: boolean
  onSelect: () => void
}

function HouseholdButton({ household, isSelected, onSelect }: HouseholdButtonProps) {
  const { t } = useTranslation()
  const others = household.members
    .filter(({ relationToHead }) => relationToHead !== 'head')
    .map(({ name }) => name)
  return (
    <button aria-pressed={isSelected} className={styles.row} onClick={onSelect} type="button">
      <b>{household.label}</b>
      <span className={styles.who}>
        <span>{household.headName ?? t('households:noHead')}</span>
        <small>{others.join(t('households:separator'))}</small>
      </span>
      <span className={styles.meta}>
        <span>{t('households:persons', { count: household.memberCount })}</span>
        <small>
          {t(`dwellings:state.${household.residenceKind}`)}
          {household.registeredElsewhereCount > 0 &&
            ` · ${t('households:elsewhereShort', { count: household.registeredElsewhereCount })}`}
        </small>
      </span>
    </button>
  )
}
