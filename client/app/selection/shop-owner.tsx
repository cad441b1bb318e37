import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import type { Shop, ShopOwners } from '../../../server/contract/shops.ts'
import { PersonField } from '../../features/persons/person-field.tsx'
import { RevealedPersonProvider } from '../../features/persons/revealed-person.tsx'
import { useShopOwners } from '../../features/shops/shop-queries.ts'

/** Who runs a shop, or did when it closed: name and phone as the server masks them, each with its lock. */
export function ShopOwner({ shop: { id, closedOn } }: { shop: Shop }) {
  const { t } = useTranslation()
  const { data } = useShopOwners(id)
  const last = data?.items.find(({ until }) => until === closedOn)
  if (!last) return <>{t('shops:unknown')}</>
  if (!last.person) return <>{t('shops:ownerElsewhere')}</>
  const member = toMember(last.person)
  return (
    <RevealedPersonProvider key={id}>
      <PersonField field="name" member={member} /> · <PersonField field="phone" member={member} />
    </RevealedPersonProvider>
  )
}

/** As the fields of a person take it: somebody of whom only name and phone are shown here. */
const toMember = (person: NonNullable<ShopOwners['items'][number]['person']>): HouseholdMember => ({
  ...person,
  personId: person.id,
  ...{ relationToHead: null, identityNumber: null, isRegisteredElsewhere: null, residences: [] },
})
