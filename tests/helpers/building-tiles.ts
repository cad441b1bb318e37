import type { Cesium3DTileset, Scene } from 'cesium'
import type { Page } from 'playwright-core'

interface Fiber {
  readonly memoizedProps?: { readonly value?: { readonly viewer?: { readonly scene: Scene } } }
  readonly child?: Fiber
  readonly sibling?: Fiber
  readonly return?: Fiber
}

/**
 * Lets go of all building tiles out of sight, as Cesium does when they take too much memory. The
 * product has no switch for that, so this reaches for the viewer in the context that Resium keeps.
 *
 * @returns how many tiles were unloaded
 */
export function unloadTilesOutOfSight(page: Page): Promise<number> {
  return page.evaluate(async () => {
    type Element = { readonly parentElement: Element | null } & Record<string, unknown>
    let element = document.querySelector('.cesium-viewer') as unknown as Element | null
    let key: string | undefined
    while (element && !key) {
      key = Object.keys(element).find((name) => name.startsWith('__reactFiber'))
      if (!key) element = element.parentElement
    }
    const sceneIn = (fiber: Fiber | undefined): Scene | undefined =>
      fiber &&
      (fiber.memoizedProps?.value?.viewer?.scene ?? sceneIn(fiber.child) ?? sceneIn(fiber.sibling))
    let fiber = key && (element?.[key] as Fiber | undefined)
    let scene = fiber ? sceneIn(fiber) : undefined
    while (!scene && fiber) {
      fiber = fiber.return
      scene = sceneIn(fiber)
    }
    if (!scene) throw new Error('There is no Cesium viewer on the page.')
    const all = Array.from({ length: scene.primitives.length }, (_, at) => scene.primitives.get(at))
    const tileset = all.find((each) => 'trimLoadedTiles' in each) as Cesium3DTileset
    let count = 0
    const stop = tileset.tileUnload.addEventListener(() => {
      count++
    })
    tileset.trimLoadedTiles()
    scene.requestRender()
    scene.render()
    stop()
    return count
  })
}
