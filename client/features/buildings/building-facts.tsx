import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Building } from '../../../server/contract/buildings.ts'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { CountOfPeople } from '../../ui/count-of-people.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Facts } from '../../ui/named-values.tsx'
import styles from './building-facts.module.css'

interface BuildingFactsProps {
  building: Building
  onSelectEstate: (id: number) => void
}

/** What is known of the building itself. */
export function BuildingFacts({ building, onSelectEstate }: BuildingFactsProps) {
  const { t } = useTranslation()
  const { length, year, count } = useFormatters()
  const { estate } = building
  const estateLink = estate && (
    <LinkButton onClick={() => onSelectEstate(estate.id)}>{estate.name}</LinkButton>
  )
  return (
    <Facts
      items={[
        ...optional(t('vocabulary:kind.estate'), estateLink),
        { label: t('buildings:fact.code'), value: building.code },
        { label: t('buildings:fact.height'), value: length(building.heightMeters) },
        { label: t('buildings:fact.storey'), value: length(building.storeyHeightMeters) },
        ...optional(t('buildings:fact.year'), building.builtYear && year(building.builtYear)),
        {
          label: t('buildings:fact.dwellings'),
          value: <CountOfPeople value={building.dwellingCount} />,
        },
        {
          label: t('buildings:fact.units'),
          value: count(building.units.length),
        },
        ...building.facilities.map((facility) => ({
          label: t(`places:facility.${facility.kind}`),
          value: facility.name,
        })),
      ]}
    />
  )
}

interface BelongsToProps {
  building: Building
  onSelectArea: (level: AreaLevel, id: number) => void
}

/** Community › zone › grid, each a way there. */
export function BelongsTo({ building, onSelectArea }: BelongsToProps) {
  const { t } = useTranslation()
  const chain = (['community', 'zone', 'grid'] as const).flatMap((level) => {
    const area = building[level]
    return area ? [{ level, area }] : []
  })
  if (chain.length === 0) return <p className={styles.unassigned}>{t('buildings:noGrid')}</p>
  return (
    <nav aria-label={t('buildings:belongsTo')} className={styles.chain}>
      <ol>
        {chain.map(({ level, area }) => (
          <li key={level}>
            <LinkButton onClick={() => onSelectArea(level, area.id)}>{area.name}</LinkButton>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function optional(label: string, value: ReactNode) {
  return value ? [{ label, value }] : []
}
