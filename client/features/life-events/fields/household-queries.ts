import { useQueries, useQuery } from '@tanstack/react-query'
import { dwellingsQuery, householdQuery } from '../../../api/registry-queries.ts'

/** The households of a dwelling today, for choosing one of them; seldom more than two. */
export function useHouseholdsOf(buildingId: number | null, dwellingId: number | null) {
  const { data } = useQuery(dwellingsQuery(buildingId ?? undefined))
  const ids = data?.items.find((one) => one.dwellingId === dwellingId)?.householdIds ?? []
  const households = useQueries({ queries: ids.map((id) => householdQuery(id)) })
  return households.flatMap((one) => one.data ?? [])
}
