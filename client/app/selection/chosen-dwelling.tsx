import { DwellingCard } from '../../features/dwellings/dwelling-card.tsx'
import { useDwellings } from '../../features/dwellings/dwelling-queries.ts'
import { HouseholdMembers, type MemberParts } from '../../features/households/household-members.tsx'
import { PersonField } from '../../features/persons/person-field.tsx'
import { PersonFields } from '../../features/persons/person-fields.tsx'
import { RevealedPersonProvider } from '../../features/persons/revealed-person.tsx'
import { useCityState } from '../../state/use-city-state.ts'
import { DwellingActs } from './dwelling-acts.tsx'
import { HouseholdMenu } from './household-menu.tsx'
import { ResidentMenu } from './resident-menu.tsx'

/** The dwelling chosen in the matrix or in the list, with those who live there. */
export function ChosenDwelling({ buildingId }: { buildingId: number }) {
  const dwellingId = useCityState((state) => state.selection?.dwellingId)
  const selectDwelling = useCityState((state) => state.selectDwelling)
  const { data } = useDwellings(dwellingId === undefined ? undefined : buildingId)
  const dwelling = data?.items.find((cell) => cell.dwellingId === dwellingId)
  if (!dwelling) return null
  return (
    <DwellingCard
      acts={<DwellingActs buildingId={buildingId} dwelling={dwelling} />}
      dwelling={dwelling}
      onClose={() => selectDwelling(undefined)}
    >
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
  menu: (member, household) => <ResidentMenu household={household} member={member} />,
  householdMenu: (household) => <HouseholdMenu household={household} />,
}
