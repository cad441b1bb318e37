import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CityScene } from '../../scene/city-scene-types.ts'

/** How far the map is: what the loading screen says. */
export type MapStage =
  | 'checking'
  | 'loading-program'
  | 'loading-city'
  | 'drawing'
  | 'ready'
  | 'no-webgl'
  | 'failed'

export interface MapState {
  stage: MapStage
  scene: CityScene | undefined
  setStage: (stage: MapStage) => void
  setScene: (scene: CityScene | undefined) => void
}

export type MapStore = StoreApi<MapState>

/** Where the scene can be found once it is there; lists and panels work before and without it. */
export function createMapStore(): MapStore {
  return createStore<MapState>()((set) => ({
    stage: 'checking',
    scene: undefined,
    setStage: (stage) => set({ stage }),
    setScene: (scene) => set({ scene }),
  }))
}
