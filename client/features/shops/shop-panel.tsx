import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../server/contract/shops.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { Icon } from '../../ui/icon.tsx'
import { Facts } from '../../ui/named-values.tsx'
import { PanelHeader } from '../../ui/panel-header.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { ShopActs } from './shop-acts.tsx'
import styles from './shop-panel.module.css'
import { useShop } from './shop-queries.ts'
import { tradeName } from './trade-name.ts'

interface ShopPanelProps {
  id: number
  onFly: (shop: Shop) => void
  onSelectBuilding: (id: number) => void
  /** Who runs it, for who may know. */
  toOwner: (shop: Shop) => ReactNode
}

/** One shop: trade, form, place, and the building that it is in. */
export function ShopPanel({ id, onFly, onSelectBuilding, toOwner }: ShopPanelProps) {
  const { t, i18n } = useTranslation()
  const { date, number } = useFormatters()
  const { data: shop, error, refetch } = useShop(id)
  if (!shop && error) return <ProblemView onRetry={refetch} problem={toApiProblem(error)} />
  if (!shop) return <RowsSkeleton label={t('shell:loading')} />
  const owner = toOwner(shop)
  return (
    <>
      <PanelHeader detail={shop.address ?? ''} tag={t('vocabulary:kind.shop')} title={shop.name} />
      <Facts
        items={[
          { label: t('shops:trade'), value: tradeName(shop, i18n.language) },
          { label: t('shops:legalForm'), value: t(`shops:form.${shop.legalForm}`) },
          { label: t('shops:licence'), value: shop.licenceNumber ?? '–' },
          ...(owner ? [{ label: t('shops:owner'), value: owner }] : []),
          { label: t('shops:openedOn'), value: shop.openedOn ? date(shop.openedOn) : '–' },
          ...(shop.closedOn ? [{ label: t('shops:closedOn'), value: date(shop.closedOn) }] : []),
          { label: t('shops:floorLabel'), value: t('shops:floor', { floor: shop.floor }) },
          {
            label: t('shops:area'),
            value: shop.areaSquareMeters === null ? '–' : `${number(shop.areaSquareMeters)} m²`,
          },
        ]}
      />
      <div className={styles.actions}>
        <Button icon={<Icon name="fly" size={15} />} onClick={() => onFly(shop)}>
          {t('shell:fly')}
        </Button>
        <Button
          icon={<Icon name="building" size={15} />}
          onClick={() => onSelectBuilding(shop.buildingId)}
        >
          {t('shops:toBuilding')}
        </Button>
        <ShopActs shop={shop} />
      </div>
    </>
  )
}
