import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../../ui/dialog-form.module.css'
import { EventFields, emptyEvent, toLifeEvent } from '../../ui/event-fields.tsx'
import { type BusinessDraft, BusinessFields, toBusiness } from './business-fields.tsx'
import { type PremisesDraft, PremisesFields, toPremises } from './premises-fields.tsx'
import { ShopFrame } from './shop-frame.tsx'
import { shopReasons } from './shop-reasons.ts'

interface OpenShopDialogProps {
  building: { id: number; name: string }
  onClose: () => void
}

/** A shop opens in a building, on its street front. */
export function OpenShopDialog({ building, onClose }: OpenShopDialogProps) {
  const { t } = useTranslation()
  const [event, setEvent] = useState(emptyEvent)
  const [premises, setPremises] = useState<PremisesDraft>({ floor: 1, address: '', area: null })
  const [draft, setDraft] = useState<BusinessDraft>({
    ...{ name: '', trade: undefined, legalForm: 'individual' as const },
    ...{ licenceNumber: '', owner: undefined },
  })
  const business = toBusiness(draft)
  const told = toLifeEvent(event)
  const act = business &&
    told && {
      kind: 'open' as const,
      body: { ...told, ...business, ...toPremises(premises), buildingId: building.id },
    }
  return (
    <ShopFrame act={act} onClose={onClose} title={t('shops:title.open', { name: building.name })}>
      <BusinessFields draft={draft} onChange={setDraft} />
      <PremisesFields draft={premises} onChange={setPremises} />
      <p className={styles.hint}>{t('shops:premises')}</p>
      <EventFields
        dayLabel={t('shops:openedOn')}
        draft={event}
        onChange={setEvent}
        reasons={shopReasons(t)}
      />
    </ShopFrame>
  )
}
