import type { CesiumWidget } from 'cesium'
import type { AreaCollection } from '../../server/contract/areas.ts'
import type { Building } from '../../server/contract/buildings.ts'
import type { AreaLevel } from '../../server/contract/vocabulary.ts'
import type { CameraView } from '../geo/camera-view.ts'
import type { MapLayer } from '../geo/map-layers.ts'
import type { Box, Point } from '../geo/ring.ts'
import type { MeasureSession } from './measure/measure-session.ts'
import type {
  BuildingColours,
  MapLabel,
  MeasureKind,
  MeasureResult,
  SceneHighlight,
  ScenePick,
  SceneQuality,
  SceneTheme,
  ViewInsets,
} from './scene-types.ts'

/** What the scene needs of a Cesium widget or viewer. */
export type SceneHost = Pick<
  CesiumWidget,
  'scene' | 'resolutionScale' | 'useBrowserRecommendedResolution'
>

export interface CitySceneOptions {
  /** west, south, east, north of the city in degrees. */
  readonly cityBounds: Box
  /** What the camera shows at first and comes home to, where that is not the whole city. */
  readonly homeBounds?: Box | undefined
  readonly theme: SceneTheme
  readonly quality: SceneQuality
  /** Before `/{layers}/{z}/{x}/{y}.mvt`. */
  readonly tilesUrl?: string
  readonly tilesetUrl?: string
  /** Where the camera starts; without it, the home bounds from the south. */
  readonly view?: CameraView | undefined
  /** What panels cover of the canvas at the start. */
  readonly insets?: ViewInsets | undefined
}

type Unsubscribe = () => void

/** All that the application asks of the 3D city. Every change asks for its own frame. */
export interface CityScene {
  setTheme: (theme: SceneTheme) => void
  setQuality: (quality: SceneQuality) => void
  setInsets: (insets: ViewInsets) => void
  setAreas: (level: AreaLevel, areas: AreaCollection) => void
  setLabels: (labels: readonly MapLabel[]) => void
  setLayerVisible: (layer: MapLayer, isVisible: boolean) => void
  /** Colours by attribute; undefined brings the colours by use back. */
  setColours: (colours: BuildingColours | undefined) => void
  setHidden: (buildingIds: ReadonlySet<number>) => void
  setHighlight: (highlight: SceneHighlight) => void
  setHover: (buildingId: number | undefined) => void

  onPick: (listener: (pick: ScenePick | undefined) => void) => Unsubscribe
  onHover: (listener: (pick: ScenePick | undefined) => void) => Unsubscribe
  /** Longitude and latitude under the pointer, at most once a frame. */
  onPointerMove: (listener: (lonLatDegrees: Point | undefined) => void) => Unsubscribe
  onCameraSettled: (listener: (view: CameraView) => void) => Unsubscribe

  view: () => CameraView
  setView: (view: CameraView) => void
  /** Does nothing while the outline of that area is not loaded. */
  flyToArea: (level: AreaLevel, id: number) => void
  flyToBuilding: (building: Building) => void
  flyToPosition: (lonLatDegrees: Point, rangeMeters?: number) => void
  flyHome: () => void
  faceNorth: () => void
  moveBy: (right: number, forward: number) => void
  rotateBy: (headingDegrees: number, pitchDegrees: number) => void
  zoomBy: (factor: number) => void
  metersPerPixel: () => number

  /** Picking rests until `stop` is called. */
  measure: (kind: MeasureKind, onResult: (result: MeasureResult) => void) => MeasureSession
  exportPng: () => Promise<Blob>
  /** Time of one frame in milliseconds: what the choice of quality goes by. */
  measureFrame: () => number
  /** When nothing is left to load; gives the frames that it took. Rejects where tiles fail. */
  settled: () => Promise<number>
  destroy: () => void
}
