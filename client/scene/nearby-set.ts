import { Cartesian3, type Scene } from 'cesium'

/** A thing that shows itself between two distances from the camera, in metres. */
export interface NearbyItem {
  readonly position: Cartesian3
  readonly nearMeters: number
  readonly farMeters: number
}

/** How things get into a collection of Cesium and out of it. */
export interface NearbyDrawing<Item, Drawn> {
  readonly draw: (item: Item) => Drawn
  readonly erase: (drawn: Drawn) => void
  readonly eraseAll: () => void
}

export interface NearbySet<Item> {
  /** Takes the place of all items before. */
  setItems: (items: readonly Item[]) => void
  setShown: (isShown: boolean) => void
  /** Whether everything that is near has been drawn. */
  isComplete: () => boolean
  destroy: () => void
}

/** Glyphs and icons are drawn on the main thread: so much of a frame is theirs. */
const MOST_MILLISECONDS_PER_FRAME = 8
/** Things come a little before they show and stay a little longer: a small move draws nothing anew. */
const EARLY = 1.15
const LATE = 1.4
/** Shorter moves than this bring nothing into sight. */
const MOVE_METERS = 3

interface Entry<Item, Drawn> {
  readonly item: Item
  drawn: Drawn | undefined
}

/**
 * Keeps in a collection only what the camera can be near enough to see. Cesium runs its vertex
 * stage for all that a collection holds, also for what its display distance then hides.
 */
export function createNearbySet<Item extends NearbyItem, Drawn extends object>(
  scene: Scene,
  { draw, erase, eraseAll }: NearbyDrawing<Item, Drawn>,
): NearbySet<Item> {
  let entries: readonly Entry<Item, Drawn>[] = []
  let queue: Entry<Item, Drawn>[] = []
  let isShown = true
  let isStale = true
  const lastEye = new Cartesian3()

  const sortOut = (eye: Cartesian3) => {
    queue = []
    for (const entry of entries) {
      const { nearMeters, farMeters, position } = entry.item
      const distance = Cartesian3.distance(eye, position)
      const isWithin = (slack: number) =>
        distance < farMeters * slack && distance > nearMeters / slack
      if (entry.drawn === undefined) {
        if (isWithin(EARLY)) queue.push(entry)
      } else if (!isWithin(LATE)) {
        erase(entry.drawn)
        entry.drawn = undefined
      }
    }
  }
  const update = () => {
    if (!isShown) return
    const eye = scene.camera.positionWC
    if (isStale || Cartesian3.distance(eye, lastEye) > MOVE_METERS) {
      isStale = false
      Cartesian3.clone(eye, lastEye)
      sortOut(eye)
    }
    if (queue.length === 0) return
    const start = performance.now()
    let count = 0
    for (const entry of queue) {
      if (performance.now() - start > MOST_MILLISECONDS_PER_FRAME) break
      entry.drawn = draw(entry.item)
      count++
    }
    queue = queue.slice(count)
    scene.requestRender()
  }
  const stopWatching = scene.preUpdate.addEventListener(update)

  return {
    setItems: (items) => {
      eraseAll()
      entries = items.map((item) => ({ item, drawn: undefined }))
      isStale = true
      scene.requestRender()
    },
    setShown: (next) => {
      isShown = next
      isStale = true
      scene.requestRender()
    },
    isComplete: () => !isShown || (!isStale && queue.length === 0),
    destroy: () => {
      stopWatching()
      entries = []
      queue = []
    },
  }
}
