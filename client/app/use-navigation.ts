import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { SearchItem } from '../../server/contract/search.ts'
import type { AreaLevel } from '../../server/contract/vocabulary.ts'
import { buildingQuery } from '../features/buildings/building-queries.ts'
import { extentOf } from '../features/places/place-extent.ts'
import { placeQuery } from '../features/places/place-queries.ts'
import { shopQuery } from '../features/shops/shop-queries.ts'
import type { CityScene } from '../scene/city-scene-types.ts'
import { isSameThing, type Selection } from '../state/selection.ts'
import { useCityStore } from '../state/use-city-state.ts'
import { useMapStore } from './map/use-map-state.ts'

export interface Navigation {
  /** Selects and flies there. */
  goTo: (selection: Selection) => void
  goToArea: (level: AreaLevel, id: number) => void
  goToBuilding: (id: number) => void
  /** A person, a household and a dwelling are in their building; without one nothing happens. */
  goToResult: (item: SearchItem) => void
  /** Flies to what is selected; the selection stays. */
  fly: (selection: Selection) => void
}

const shopRangeMeters = 260
const leastRangeMeters = 320
const rangePerDiagonal = 1.5

/** How lists take the user to things on the map; without a map they still select. */
export function useNavigation(): Navigation {
  const store = useCityStore()
  const mapStore = useMapStore()
  const queryClient = useQueryClient()
  return useMemo(() => {
    const fly = (selection: Selection) => {
      const { scene } = mapStore.getState()
      if (!scene) return
      prepareFlight(scene, selection, queryClient).then(
        (depart) => {
          // What was fetched slowly does not take the camera away from what was chosen since.
          if (isSameThing(store.getState().selection, selection)) depart()
        },
        // A thing that cannot be fetched says so in its panel; the flight just does not happen.
        () => undefined,
      )
    }
    const goTo = (selection: Selection) => {
      store.getState().select(selection)
      fly(selection)
    }
    return {
      goTo,
      fly,
      goToArea: (kind, id) => goTo({ kind, id }),
      goToBuilding: (id) => goTo({ kind: 'building', id }),
      goToResult: (item) => {
        const selection = toSelection(item)
        if (selection) goTo(selection)
      },
    }
  }, [store, mapStore, queryClient])
}

function toSelection({ kind, id, buildingId, dwellingId }: SearchItem): Selection | undefined {
  if (kind !== 'person' && kind !== 'household' && kind !== 'dwelling') return { kind, id }
  if (buildingId === null || dwellingId === null) return undefined
  return { kind: 'building', id: buildingId, dwellingId }
}

/** Finds out where a thing lies. @returns the flight to it */
async function prepareFlight(
  scene: CityScene,
  { kind, id }: Selection,
  queries: QueryClient,
): Promise<() => void> {
  switch (kind) {
    case 'community':
    case 'zone':
    case 'grid':
      return () => scene.flyToArea(kind, id)
    case 'building': {
      const building = await queries.query(buildingQuery(id))
      return () => scene.flyToBuilding(building)
    }
    case 'shop': {
      const { position } = await queries.query(shopQuery(id))
      return () => scene.flyToPosition(position, shopRangeMeters)
    }
    default: {
      const place = await queries.query(placeQuery(kind, id))
      const extent = extentOf(place.geometry)
      const range = Math.max(leastRangeMeters, (extent?.diagonalMeters ?? 0) * rangePerDiagonal)
      return () => scene.flyToPosition(extent?.center ?? place.properties.position, range)
    }
  }
}
