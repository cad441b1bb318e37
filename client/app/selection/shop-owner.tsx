import { useTranslation } from 'react-i18next'
import type { HouseholdMember } from '../../../server/contract/buildings.ts'
import type { ShopOwners } from '../../../server/contract/shops.ts'
import { PersonField } from '../../features/persons/person-field.tsx'
import { RevealedPersonProvider } from '../../features/persons/revealed-person.tsx'
import { useShopOwners } from '../../features/shops/shop-queries.ts'

/** Who runs a shop now: name and phone as the server masks them, each with its lock. */
export function ShopOwner({ id }: { id: number }) {
  const { t } = useTranslation()
  const { data } = useShopOwners(id)
  const present = data?.items.find(({ until }) => until === null)
  if (!present) return <>{t('shops:unknown')}</>
  if (!present.person) return <>{t('shops:ownerElsewhere')}</>
  const member = toMember(present.person)
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
