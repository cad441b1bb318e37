import { useMemo } from 'react'
import { useAreas } from '../features/areas/area-queries.ts'

export interface NamedCommunity {
  id: number
  name: string
}

/** The communities in the order of their codes: it decides their colours. */
export function useCommunities(): readonly NamedCommunity[] {
  const { data } = useAreas('community')
  return useMemo(
    () =>
      (data?.features ?? [])
        .map(({ properties }) => properties)
        .sort((one, other) => (one.code < other.code ? -1 : 1))
        .map(({ id, name }) => ({ id, name })),
    [data],
  )
}
