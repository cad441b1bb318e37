import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../server/contract/search.ts'
import type { Shop } from '../../../server/contract/shops.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { findItems } from '../../api/find-items.ts'
import { EventFields, emptyEvent, toLifeEvent } from '../../ui/event-fields.tsx'
import { FoundField } from '../../ui/found-field.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { type BusinessDraft, BusinessFields, businessOf, toBusiness } from './business-fields.tsx'
import { type PremisesDraft, PremisesFields, premisesOf, toPremises } from './premises-fields.tsx'
import { type ShopAct, useShopForAct } from './shop-act-queries.ts'
import { ShopFrame } from './shop-frame.tsx'
import { shopReasons } from './shop-reasons.ts'

export type ShopChange = 'move' | 'change-business' | 'close'

interface ChangeShopDialogProps {
  kind: ShopChange
  shop: Shop
  onClose: () => void
}

/** A shop moves, changes its business or closes. */
export function ChangeShopDialog({ kind, shop, onClose }: ChangeShopDialogProps) {
  const { t } = useTranslation()
  const { data: read, error, refetch } = useShopForAct(shop.id)
  const [event, setEvent] = useState(emptyEvent)
  const [building, setBuilding] = useState<SearchItem>()
  const [premises, setPremises] = useState<PremisesDraft>()
  const [business, setBusiness] = useState<BusinessDraft>()
  const startAnew = () => {
    setBuilding(undefined)
    setPremises(undefined)
    setBusiness(undefined)
    void refetch()
  }
  const toAct = (): ShopAct | undefined => {
    const told = toLifeEvent(event)
    if (!read || !told) return undefined
    const base = { id: shop.id, etag: read.etag }
    if (kind === 'close') return { kind, ...base, body: told }
    if (kind === 'move') {
      const buildingId = building?.id ?? read.body.buildingId
      const place = toPremises(premises ?? premisesOf(read.body))
      return { kind, ...base, body: { ...told, ...place, buildingId } }
    }
    const changed = toBusiness(business ?? businessOf(read.body))
    return changed && { kind, ...base, body: { ...told, ...changed } }
  }
  return (
    <ShopFrame
      act={toAct()}
      onClose={onClose}
      onStale={startAnew}
      title={t(`shops:title.${kind}`, { name: shop.name })}
    >
      {!read && error && <ProblemView onRetry={refetch} problem={toApiProblem(error)} />}
      {!read && !error && <RowsSkeleton label={t('shell:loading')} rows={3} />}
      {read && kind === 'move' && (
        <>
          <FoundField
            find={findItems}
            kind="building"
            label={t('shops:building')}
            onChange={setBuilding}
            placeholder={`${t('shops:here')} (${t('shops:buildingHint')})`}
            value={building}
          />
          <PremisesFields draft={premises ?? premisesOf(read.body)} onChange={setPremises} />
        </>
      )}
      {read && kind === 'change-business' && (
        <BusinessFields draft={business ?? businessOf(read.body)} onChange={setBusiness} />
      )}
      <EventFields
        dayLabel={t(kind === 'close' ? 'shops:closedSince' : 'shops:happenedOn')}
        draft={event}
        onChange={setEvent}
        reasons={shopReasons(t)}
      />
    </ShopFrame>
  )
}
