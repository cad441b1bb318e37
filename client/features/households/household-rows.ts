import type { HouseholdRow } from '../../../server/contract/buildings.ts'

/** A line of the list: the head of a unit and floor, or a household. */
export type HouseholdLine =
  | { kind: 'group'; unit: number; floor: number; count: number }
  | { kind: 'household'; household: HouseholdRow }

/** Households whose room, head or member contains the text; `2-18` finds unit 2, floor 18. */
export function filterHouseholds(
  households: readonly HouseholdRow[],
  text: string,
): readonly HouseholdRow[] {
  const wanted = text.trim().toLowerCase()
  if (!wanted) return households
  return households.filter(
    ({ label, headName, members }) =>
      label.toLowerCase().includes(wanted) ||
      headName?.toLowerCase().includes(wanted) ||
      members.some(({ name }) => name?.toLowerCase().includes(wanted)),
  )
}

/** Puts a head line above the households of each unit and floor; keeps their order. */
export function groupHouseholds(households: readonly HouseholdRow[]): HouseholdLine[] {
  const groups = Map.groupBy(households, ({ unit, floor }) => `${unit}/${floor}`)
  return [...groups.values()].flatMap((group): HouseholdLine[] => {
    const [first] = group
    if (!first) return []
    const head = { unit: first.unit, floor: first.floor, count: group.length }
    return [
      { kind: 'group', ...head },
      ...group.map((household) => ({ kind: 'household' as const, household })),
    ]
  })
}
