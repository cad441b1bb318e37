import { Cartesian2, Cartesian3, type Label, Matrix4, type Scene, SceneTransforms } from 'cesium'
import { chooseNames, type NamePlace } from './choose-names.ts'

/** A label that wants a place on the screen. */
export interface BoardName {
  readonly label: Label
  readonly nearMeters: number
  readonly farMeters: number
  readonly widthPixels: number
  readonly heightPixels: number
  readonly offsetY: number
  readonly priority: number
}

/** The names of one collection, in whatever number they are there by now. */
export type NameSource = () => readonly BoardName[]

/** Where all names of a scene compete for the window. */
export interface NameBoard {
  add: (source: NameSource) => void
  remove: (source: NameSource) => void
  /** Names have come, gone, or been switched: finds room for all of them with the next frame. */
  refresh: () => void
}

/** While the camera moves names are chosen anew only so often. */
const PAUSE_MILLISECONDS = 160

const boards = new WeakMap<Scene, NameBoard>()

/** The one board of a scene. It lives as long as the scene. */
export function nameBoardOf(scene: Scene): NameBoard {
  const board = boards.get(scene) ?? createNameBoard(scene)
  boards.set(scene, board)
  return board
}

function createNameBoard(scene: Scene): NameBoard {
  const sources = new Set<NameSource>()
  const arrangedView = new Matrix4()
  let arrangedAt = 0
  let isStale = true

  const refresh = () => {
    isStale = true
    scene.requestRender()
  }
  scene.preRender.addEventListener(() => {
    const { viewMatrix } = scene.camera
    const now = performance.now()
    const hasMoved = !Matrix4.equalsEpsilon(viewMatrix, arrangedView, 1e-7)
    if (!isStale && !(hasMoved && now - arrangedAt > PAUSE_MILLISECONDS)) return
    isStale = false
    arrangedAt = now
    Matrix4.clone(viewMatrix, arrangedView)
    arrange(
      scene,
      [...sources].flatMap((source) => source()),
    )
  })
  scene.camera.moveEnd.addEventListener(refresh)

  return {
    add: (source) => {
      sources.add(source)
      refresh()
    },
    remove: (source) => {
      sources.delete(source)
      refresh()
    },
    refresh,
  }
}

interface PlacedName extends NamePlace {
  readonly label: Label
}

function arrange(scene: Scene, names: readonly BoardName[]): void {
  const placed = names.flatMap((name) => {
    const place = placeOf(scene, name)
    if (!place) name.label.show = false
    return place ?? []
  })
  const chosen = chooseNames(placed)
  for (const place of placed) place.label.show = chosen.has(place)
}

const windowPlace = new Cartesian2()

/** Where a name stands in the window; undefined outside of it or of the name's distances. */
function placeOf(scene: Scene, name: BoardName): PlacedName | undefined {
  const { label, widthPixels: width, heightPixels: height } = name
  const distanceMeters = Cartesian3.distance(scene.camera.positionWC, label.position)
  if (distanceMeters < name.nearMeters || distanceMeters > name.farMeters) return undefined
  const place = SceneTransforms.worldToWindowCoordinates(scene, label.position, windowPlace)
  if (!place) return undefined
  const [x, y] = [place.x, place.y + name.offsetY]
  const { clientWidth, clientHeight } = scene.canvas
  const isInside = x > -width && x < clientWidth + width && y > 0 && y < clientHeight + height
  if (!isInside) return undefined
  const { priority } = name
  return { label, x, y, width, height, priority, distanceMeters, isShown: label.show }
}
