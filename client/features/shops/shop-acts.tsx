import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../server/contract/shops.ts'
import { useMay } from '../../state/use-session.ts'
import { Icon } from '../../ui/icon.tsx'
import { ChangeShopDialog, type ShopChange } from './change-shop-dialog.tsx'
import { ShopHistoryDialog } from './shop-history-dialog.tsx'

/** What can be recorded about a shop, and its history. */
export function ShopActs({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const mayWrite = useMay('registry.write') && shop.closedOn === null
  const [act, setAct] = useState<ShopChange | 'history'>()
  const acts = mayWrite
    ? (['move', 'change-business', 'close', 'history'] as const)
    : (['history'] as const)
  const close = () => setAct(undefined)
  return (
    <>
      <Dropdown
        menu={{
          items: acts.map((key) => ({
            key,
            label: t(`shops:menu.${key}`),
            onClick: () => setAct(key),
          })),
        }}
        placement="bottomRight"
        trigger={['click']}
      >
        <Button
          aria-haspopup="menu"
          aria-label={t('shops:acts', { name: shop.name })}
          icon={<Icon name="more" size={16} />}
        />
      </Dropdown>
      {act === 'history' && <ShopHistoryDialog onClose={close} shop={shop} />}
      {act && act !== 'history' && <ChangeShopDialog kind={act} onClose={close} shop={shop} />}
    </>
  )
}
