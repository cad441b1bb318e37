import { useEffect, useState } from 'react'
import { createCityScene } from '../city-scene.ts'
import type { CityScene, CitySceneOptions, SceneHost } from '../city-scene-types.ts'

/**
 * Holds one city scene for the life of a Cesium widget. Only the widget makes it anew: theme and
 * quality are changed on the scene, and bounds are those of the first render.
 */
export function useCityScene(
  host: SceneHost | undefined,
  options: CitySceneOptions,
): CityScene | undefined {
  const [scene, setScene] = useState<CityScene>()
  const [firstOptions] = useState(options)
  useEffect(() => {
    if (!host) return undefined
    const created = createCityScene(host, firstOptions)
    setScene(created)
    return () => {
      setScene(undefined)
      // React may come after Resium, which destroys the widget with all that is in it.
      if (!host.scene.isDestroyed()) created.destroy()
    }
  }, [host, firstOptions])
  return scene
}
