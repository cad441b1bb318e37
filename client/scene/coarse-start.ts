import type { SceneHost } from './city-scene-types.ts'

/** Share of the resolution while the first tiles load. */
const COARSE_SCALE = 0.5
const LONGEST_MILLISECONDS = 20_000

/**
 * Draws coarsely until the first view has loaded: Cesium chooses tiles by the pixel ratio, so the
 * same tiles come, and a weak machine loads them at a quarter of the price per frame.
 *
 * @returns takes the watch away and gives the full resolution back
 */
export function startCoarsely(host: SceneHost, isLoaded: () => boolean): () => void {
  const { scene } = host
  const fullScale = host.resolutionScale
  let hasLoadedSome = false
  host.resolutionScale = COARSE_SCALE * fullScale
  const finish = () => {
    clearTimeout(timer)
    remove()
    host.resolutionScale = fullScale
    scene.requestRender()
  }
  const remove = scene.postRender.addEventListener(() => {
    const isBusy = !scene.globe.tilesLoaded || !isLoaded()
    hasLoadedSome ||= isBusy
    // Not inside the frame: the canvas must not change its size while Cesium draws on it.
    if (hasLoadedSome && !isBusy) setTimeout(finish)
  })
  const timer = setTimeout(finish, LONGEST_MILLISECONDS)
  return finish
}
