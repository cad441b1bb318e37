import { useMemo } from 'react'
import { useBuilding } from '../../features/buildings/building-queries.ts'
import { useDwellings } from '../../features/dwellings/dwelling-queries.ts'
import { useShop } from '../../features/shops/shop-queries.ts'
import type { SceneHighlight } from '../../scene/scene-types.ts'
import { areaLevelOf } from '../../state/selection.ts'
import { useCityState } from '../../state/use-city-state.ts'

/** What stands out on the map because of what is selected, and of the floor under the pointer. */
export function useSceneHighlight(): SceneHighlight {
  const selection = useCityState((state) => state.selection)
  const hoveredFloor = useCityState((state) => state.hoveredFloor)
  const buildingId = selection?.kind === 'building' ? selection.id : undefined
  const dwellingId = selection?.dwellingId
  const building = useBuilding(buildingId).data
  const dwellings = useDwellings(dwellingId === undefined ? undefined : buildingId).data
  const shop = useShop(selection?.kind === 'shop' ? selection.id : undefined).data
  return useMemo(() => {
    const level = areaLevelOf(selection)
    const dwelling = dwellings?.items.find((cell) => cell.dwellingId === dwellingId)
    return {
      building,
      area: level && selection ? { level, id: selection.id } : undefined,
      shop,
      floor: hoveredFloor ?? dwelling?.floor,
      dwelling,
    }
  }, [selection, building, dwellings, dwellingId, shop, hoveredFloor])
}
