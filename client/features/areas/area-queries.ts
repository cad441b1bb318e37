import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AreaCollection } from '../../../server/contract/areas.ts'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { getJson } from '../../api/http.ts'
import { useCityState } from '../../state/use-city-state.ts'

const paths: Record<AreaLevel, string> = {
  community: '/api/v1/communities',
  zone: '/api/v1/zones',
  grid: '/api/v1/grids',
}

/** All areas of a level with outlines and the counts of the day: the tree, the panels and the scene share them. */
export function useAreas(level: AreaLevel): UseQueryResult<AreaCollection> {
  const asOf = useCityState((state) => state.asOf)
  return useQuery({
    queryKey: ['areas', level, asOf],
    queryFn: ({ signal }) => getJson<AreaCollection>(paths[level], { asOf }, signal),
    placeholderData: keepPreviousData,
  })
}
