import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AreaCollection } from '../../../server/contract/areas.ts'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { getJson } from '../../api/http.ts'

const paths: Record<AreaLevel, string> = {
  community: '/api/v1/communities',
  zone: '/api/v1/zones',
  grid: '/api/v1/grids',
}

/** All areas of a level with outlines: the tree, the panels and the scene share them. */
export function useAreas(level: AreaLevel): UseQueryResult<AreaCollection> {
  return useQuery({
    queryKey: ['areas', level],
    queryFn: ({ signal }) => getJson<AreaCollection>(paths[level], {}, signal),
  })
}
