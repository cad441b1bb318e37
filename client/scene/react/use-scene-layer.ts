import { useEffect } from 'react'
import type { CityScene } from '../city-scene-types.ts'

/**
 * Hands a value to the scene now and whenever it changes: the bridge from React's state to Cesium.
 *
 * @param apply a stable function, such as `(scene, theme) => scene.setTheme(theme)` outside the
 *   component
 */
export function useSceneLayer<Value>(
  scene: CityScene | undefined,
  value: Value,
  apply: (scene: CityScene, value: Value) => void,
): void {
  useEffect(() => {
    if (scene) apply(scene, value)
  }, [scene, value, apply])
}
