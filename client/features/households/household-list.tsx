import { useTranslation } from 'react-i18next'
import type { HouseholdRow } from '../../../server/contract/buildings.ts'
import listStyles from '../../ui/long-list.module.css'
import { LongList } from '../../ui/long-list.tsx'
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

/** The households of a building below the unit and floor that they live on. */
export function HouseholdList({ lines, selectedDwellingId, onSelect, onEnd }: HouseholdListProps) {
  const { t } = useTranslation()
  return (
    <LongList
      count={lines.length}
      heightOf={(place) => (lines[place]?.kind === 'group' ? groupHeight : rowHeight)}
      label={t('households:list')}
      onEnd={onEnd}
    >
      {(place) => {
        const line = lines[place]
        if (!line) return null
        return line.kind === 'group' ? (
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
        )
      }}
    </LongList>
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
      <span className={listStyles.twoRows}>
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
