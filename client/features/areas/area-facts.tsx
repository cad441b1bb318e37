import { useTranslation } from 'react-i18next'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { CountOfPeople } from '../../ui/count-of-people.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Facts } from '../../ui/named-values.tsx'
import styles from './area-panel.module.css'
import { type AreaNode, ancestryOf } from './area-tree.ts'

interface AreaFactsProps {
  node: AreaNode
  /** Households that an area of this level should have. */
  target: number | undefined
  onSelect: (level: AreaLevel, id: number) => void
}

/** Size against the target, area, density, and the areas that it belongs to. */
export function AreaFacts({ node, target, onSelect }: AreaFactsProps) {
  const { t } = useTranslation()
  const { area: formatArea, count, percent } = useFormatters()
  const { area } = node
  const density =
    area.personCount === null
      ? null
      : area.personCount / Math.max(area.areaSquareMeters / 1_000_000, 1e-6)
  const above = ancestryOf(node.parent).map((parent) => ({
    label: t(`vocabulary:kind.${parent.level}`),
    value: (
      <LinkButton onClick={() => onSelect(parent.level, parent.area.id)}>
        {parent.area.name}
      </LinkButton>
    ),
  }))
  // A grid of shops is measured by its shops: the rule counts "households or shops".
  // Without its households nothing can be said.
  const size = area.householdCount === null ? null : Math.max(area.householdCount, area.shopCount)
  const share = target && size !== null ? size / target : 0
  return (
    <>
      {target && size !== null ? (
        <div className={styles.target}>
          <div>
            <span>{t('areas:panel.ofTarget')}</span>
            <b>{percent(share)}</b>
          </div>
          <div className={styles.meter}>
            <i style={{ width: `${Math.min(100, share * 100)}%` }} />
          </div>
          <small>{t('areas:panel.target', { size: count(size), target: count(target) })}</small>
        </div>
      ) : null}
      <Facts
        items={[
          ...above,
          { label: t('areas:panel.area'), value: formatArea(area.areaSquareMeters) },
          {
            label: t('areas:panel.density'),
            value:
              density === null ? (
                <CountOfPeople value={null} />
              ) : (
                t('areas:panel.perSquareKilometer', { value: count(density) })
              ),
          },
          { label: t('areas:panel.revision'), value: count(area.revision) },
        ]}
      />
    </>
  )
}
