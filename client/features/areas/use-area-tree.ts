import { useMemo } from 'react'
import { useAreas } from './area-queries.ts'
import { type AreaNode, buildAreaTree } from './area-tree.ts'

export interface AreaTreeState {
  tree: readonly AreaNode[] | undefined
  error: Error | null
  retry: () => void
}

/** The three levels as one tree, once all of them are here. */
export function useAreaTree(): AreaTreeState {
  const communities = useAreas('community')
  const zones = useAreas('zone')
  const grids = useAreas('grid')
  const tree = useMemo(
    () =>
      communities.data && zones.data && grids.data
        ? buildAreaTree(communities.data, zones.data, grids.data)
        : undefined,
    [communities.data, zones.data, grids.data],
  )
  return {
    tree,
    error: communities.error ?? zones.error ?? grids.error,
    retry: () => {
      for (const query of [communities, zones, grids]) if (query.isError) void query.refetch()
    },
  }
}
