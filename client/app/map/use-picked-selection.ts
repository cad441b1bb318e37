import { useEffect, useMemo } from 'react'
import { useAreas } from '../../features/areas/area-queries.ts'
import { createAreaIndex } from '../../geo/area-index.ts'
import type { CityScene } from '../../scene/city-scene-types.ts'
import { useCityStore } from '../../state/use-city-state.ts'

/** A click selects the building or shop under it; on empty ground the grid; beyond the city nothing. */
export function usePickedSelection(scene: CityScene | undefined): void {
  const store = useCityStore()
  const grids = useAreas('grid').data
  const index = useMemo(() => grids && createAreaIndex(grids), [grids])
  useEffect(
    () =>
      scene?.onPick((pick) => {
        const { select } = store.getState()
        if (pick?.kind !== 'ground') return select(pick && { kind: pick.kind, id: pick.id })
        const grid = index?.find(pick.lonLatDegrees)
        select(grid && { kind: 'grid', id: grid.id })
      }),
    [scene, store, index],
  )
}
