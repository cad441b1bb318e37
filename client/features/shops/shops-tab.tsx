import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../server/contract/shops.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { useShops } from './shop-queries.ts'
import styles from './shops-tab.module.css'
import { tradeName } from './trade-name.ts'

interface ShopsTabProps {
  buildingId: number
  onSelect: (shop: Shop) => void
}

/** The business premises of a building. */
export function ShopsTab({ buildingId, onSelect }: ShopsTabProps) {
  const { t, i18n } = useTranslation()
  const { number } = useFormatters()
  const { data, error, refetch } = useShops(buildingId)
  if (!data && error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} />
  if (data.total === 0) return <StateView icon="shop" title={t('shops:none')} />
  return (
    <ul aria-label={t('shops:list')} className={styles.list}>
      {data.items.map((shop) => (
        <li key={shop.id}>
          <div>
            <LinkButton onClick={() => onSelect(shop)}>{shop.name}</LinkButton>
            <small>{tradeName(shop, i18n.language)}</small>
          </div>
          <div className={styles.place}>
            <span>{t('shops:floor', { floor: shop.floor })}</span>
            <small>
              {shop.areaSquareMeters === null ? '' : `${number(shop.areaSquareMeters, 0)} m²`}
            </small>
          </div>
        </li>
      ))}
    </ul>
  )
}
