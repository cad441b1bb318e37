import { DwellingCard } from '../../features/dwellings/dwelling-card.tsx'
import { useDwellings } from '../../features/dwellings/dwelling-queries.ts'
import { HouseholdMembers, type MemberParts } from '../../features/households/household-members.tsx'
import { PersonField } from '../../features/persons/person-field.tsx'
import { PersonFields } from '../../features/persons/person-fields.tsx'
import { PersonMenu } from '../../features/persons/person-menu.tsx'
import { RevealedPersonProvider } from '../../features/persons/revealed-person.tsx'
import { useCityState } from '../../state/use-city-state.ts'

/** The dwelling chosen in the matrix or in the list, with those who live there. */
export function ChosenDwelling({ buildingId }: { buildingId: number }) {
  const dwellingId = useCityState((state) => state.selection?.dwellingId)
  const selectDwelling = useCityState((state) => state.selectDwelling)
  const { data } = useDwellings(dwellingId === undefined ? undefined : buildingId)
  const dwelling = data?.items.find((cell) => cell.dwellingId === dwellingId)
  if (!dwelling) return null
  return (
    <DwellingCard dwelling={dwelling} onClose={() => selectDwelling(undefined)}>
      <RevealedPersonProvider key={dwelling.dwellingId}>
        {dwelling.householdIds.map((id) => (
          <HouseholdMembers householdId={id} key={id} parts={memberParts} />
        ))}
      </RevealedPersonProvider>
    </DwellingCard>
  )
}

const memberParts: MemberParts = {
  name: (member) => <PersonField field="name" member={member} />,
  fields: (member) => <PersonFields member={member} />,
  menu: (member) => <PersonMenu member={member} />,
}
