import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { DwellingList, Household } from '../../server/contract/buildings.ts'
import { getJson } from './http.ts'

/**
 * Every dwelling of a building, also the empty ones, on a day. What several features ask for is
 * asked here, so that each key has one meaning.
 *
 * @param buildingId undefined asks nothing
 * @param asOf undefined: as it is now
 */
export const dwellingsQuery = (buildingId: number | undefined, asOf?: string) =>
  queryOptions({
    queryKey: ['dwellings', buildingId, asOf],
    queryFn: ({ signal }) =>
      getJson<DwellingList>(`/api/v1/buildings/${buildingId}/dwellings`, { asOf }, signal),
    enabled: buildingId !== undefined,
  })

/** A household with its members on a day; names are masked by the server. */
export const householdQuery = (id: number, asOf?: string) =>
  queryOptions({
    queryKey: ['household', id, asOf],
    queryFn: ({ signal }) => getJson<Household>(`/api/v1/households/${id}`, { asOf }, signal),
  })

const shown = [
  ...['building', 'dwellings', 'households', 'household', 'residences', 'overview', 'todo'],
]

/** Asks again for all that shows who lives where, after something was recorded. */
export const askRegistryAnew = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: ({ queryKey }) => shown.includes(String(queryKey[0])) })
