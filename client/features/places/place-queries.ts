import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { PlaceFeature, PlaceKind } from '../../../server/contract/places.ts'
import { getJson } from '../../api/http.ts'

const paths: Record<PlaceKind, string> = {
  estate: '/api/v1/estates',
  street: '/api/v1/streets',
  facility: '/api/v1/facilities',
}

export function placeQuery(kind: PlaceKind, id: number) {
  return queryOptions({
    queryKey: ['place', kind, id],
    queryFn: ({ signal }) => getJson<PlaceFeature>(`${paths[kind]}/${id}`, {}, signal),
  })
}

/** An estate, street or facility with its outline. */
export function usePlace(kind: PlaceKind, id: number): UseQueryResult<PlaceFeature> {
  return useQuery(placeQuery(kind, id))
}
