import type { Scene } from 'cesium'
import {
  type BuildingsLayer,
  type BuildingsLayerOptions,
  createBuildingsLayer,
} from './buildings.layer.ts'

/** The buildings' layer, which takes a while to arrive. */
export interface AwaitedBuildings {
  /** What is asked before the tile set has arrived happens, in its order, when it has. */
  change: (act: (layer: BuildingsLayer) => void) => void
  buildingIdOf: BuildingsLayer['buildingIdOf']
  /** @throws where the tile set cannot be loaded */
  arrive: () => Promise<void>
  /** Whether nothing of it is being loaded. */
  isComplete: () => boolean
  destroy: () => void
}

export function awaitBuildings(scene: Scene, options: BuildingsLayerOptions): AwaitedBuildings {
  let layer: BuildingsLayer | undefined
  let isDestroyed = false
  let isPending = true
  const loading = createBuildingsLayer(scene, options)
    .then((loaded) => {
      if (!isDestroyed) layer = loaded
      else if (!scene.isDestroyed()) loaded.destroy()
    })
    .finally(() => {
      isPending = false
    })
  // Without buildings the map is still a map; `arrive` tells whoever asks.
  loading.catch(() => undefined)
  return {
    change: (act) => {
      if (layer) act(layer)
      else
        loading.then(
          () => layer && act(layer),
          () => undefined,
        )
    },
    buildingIdOf: (picked) => layer?.buildingIdOf(picked),
    arrive: () => loading,
    isComplete: () => !isPending && (layer?.tileset.tilesLoaded ?? true),
    destroy: () => {
      isDestroyed = true
      layer?.destroy()
      layer = undefined
    },
  }
}
