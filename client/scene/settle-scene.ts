import type { Scene } from 'cesium'

/** What must be at rest besides the globe: anything that loads on its own. */
export type IsIdle = () => boolean

const FRAMES_AT_REST = 3
/** What arrives asks for a frame itself; more frames would take the processor from what loads. */
const LONGEST_STILL_MILLISECONDS = 100
const LONGEST_MILLISECONDS = 90_000

/**
 * Waits until several frames in a row have nothing left to load.
 * @returns frames that it took
 * @throws after a minute and a half
 */
export async function settleScene(scene: Scene, isIdle: IsIdle): Promise<number> {
  const start = performance.now()
  let atRest = 0
  let frames = 0
  while (atRest < FRAMES_AT_REST) {
    if (performance.now() - start > LONGEST_MILLISECONDS)
      throw new Error('The scene did not settle.')
    await nextFrame(scene)
    frames++
    atRest = scene.globe.tilesLoaded && isIdle() ? atRest + 1 : 0
  }
  return frames
}

function nextFrame(scene: Scene): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => scene.requestRender(), LONGEST_STILL_MILLISECONDS)
    const remove = scene.postRender.addEventListener(() => {
      clearTimeout(timer)
      remove()
      resolve()
    })
  })
}
