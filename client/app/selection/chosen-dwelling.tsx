import { DwellingCard } from '../../features/dwellings/dwelling-card.tsx'
import { useDwellings } from '../../features/dwellings/dwelling-queries.ts'
import { HouseholdMembers } from '../../features/households/household-members.tsx'
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
      {dwelling.householdIds.map((id) => (
        <HouseholdMembers householdId={id} key={id} />
      ))}
    </DwellingCard>
  )
}
