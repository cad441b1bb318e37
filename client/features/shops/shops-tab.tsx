import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../server/contract/shops.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useMay } from '../../state/use-session.ts'
import { Icon } from '../../ui/icon.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { OpenShopDialog } from './open-shop-dialog.tsx'
import { useShops } from './shop-queries.ts'
import styles from './shops-tab.module.css'
import { tradeName } from './trade-name.ts'

interface ShopsTabProps {
  building: { id: number; name: string }
  onSelect: (shop: Shop) => void
}

/** The business premises of a building. */
export function ShopsTab({ building, onSelect }: ShopsTabProps) {
  const { t, i18n } = useTranslation()
  const { number } = useFormatters()
  const mayWrite = useMay('registry.write')
  const [isOpening, setOpening] = useState(false)
  const { data, error, refetch } = useShops(building.id)
  if (!data && error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!data) return <RowsSkeleton label={t('shell:loading')} />
  return (
    <>
      {mayWrite && (
        <div className={styles.open}>
          <Button
            icon={<Icon name="shop" size={15} />}
            onClick={() => setOpening(true)}
            size="small"
          >
            {t('shops:open')}
          </Button>
        </div>
      )}
      {isOpening && <OpenShopDialog building={building} onClose={() => setOpening(false)} />}
      {data.total === 0 && <StateView icon="shop" title={t('shops:none')} />}
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
    </>
  )
}
