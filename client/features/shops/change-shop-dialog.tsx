import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../server/contract/search.ts'
import type { Shop } from '../../../server/contract/shops.ts'
import { type BusinessDraft, BusinessFields, toBusiness } from './business-fields.tsx'
import { type PremisesDraft, PremisesFields, toPremises } from './premises-fields.tsx'
import { type ShopAct, useShopForAct } from './shop-act-queries.ts'
import { newShopEvent, ShopEventFields, toShopEvent } from './shop-event-fields.tsx'
import { ShopFrame } from './shop-frame.tsx'
import { SoughtField } from './sought-field.tsx'

export type ShopChange = 'move' | 'change-business' | 'close'

interface ChangeShopDialogProps {
  kind: ShopChange
  shop: Shop
  onClose: () => void
}

/** A shop moves, changes its business or closes. */
export function ChangeShopDialog({ kind, shop, onClose }: ChangeShopDialogProps) {
  const { t } = useTranslation()
  const read = useShopForAct(shop.id).data
  const [event, setEvent] = useState(newShopEvent)
  const [building, setBuilding] = useState<SearchItem>()
  const [premises, setPremises] = useState<PremisesDraft>({
    ...{ floor: shop.floor, address: shop.address ?? '', area: shop.areaSquareMeters },
  })
  const [draft, setDraft] = useState<BusinessDraft>({
    ...{ name: shop.name, trade: shop.trade, legalForm: shop.legalForm },
    ...{ licenceNumber: shop.licenceNumber ?? '', owner: undefined },
  })
  const toAct = (): ShopAct | undefined => {
    const told = toShopEvent(event)
    if (!read || !told) return undefined
    const base = { id: shop.id, etag: read.etag }
    if (kind === 'close') return { kind, ...base, body: told }
    if (kind === 'move') {
      const buildingId = building?.id ?? shop.buildingId
      return { kind, ...base, body: { ...told, ...toPremises(premises), buildingId } }
    }
    const business = toBusiness(draft)
    return business && { kind, ...base, body: { ...told, ...business } }
  }
  return (
    <ShopFrame
      act={toAct()}
      okText={t('shops:record')}
      onClose={onClose}
      title={t(`shops:title.${kind}`, { name: shop.name })}
    >
      {kind === 'move' && (
        <>
          <SoughtField
            kind="building"
            label={t('shops:building')}
            onChange={setBuilding}
            placeholder={`${t('shops:here')} (${t('shops:buildingHint')})`}
            value={building}
          />
          <PremisesFields draft={premises} onChange={setPremises} />
        </>
      )}
      {kind === 'change-business' && <BusinessFields draft={draft} onChange={setDraft} />}
      <ShopEventFields
        dayLabel={t(kind === 'close' ? 'shops:closedSince' : 'shops:happenedOn')}
        draft={event}
        onChange={setEvent}
      />
    </ShopFrame>
  )
}
