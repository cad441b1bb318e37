import type { CameraView } from '../geo/camera-view.ts'
import type { Point } from '../geo/ring.ts'
import { createCameraRig } from './camera/camera-rig.ts'
import { targetOfArea, targetOfBuilding } from './camera/framed-targets.ts'
import type { CityScene, CitySceneOptions, SceneHost } from './city-scene-types.ts'
import { startCoarsely } from './coarse-start.ts'
import { exportPng } from './export-png.ts'
import { groundPalettes } from './ground/ground-palette.ts'
import { watchDwellingSight } from './highlight/dwelling-sight.ts'
import { createListeners } from './listeners.ts'
import { startMeasuring } from './measure/measure-session.ts'
import { createPointerPicking } from './picking/pointer.ts'
import { createSceneLayers } from './scene-layers.ts'
import { scenePalettes } from './scene-palette.ts'
import { applyQuality, calmScene, measureFrame } from './scene-quality.ts'
import type { ScenePick } from './scene-types.ts'
import { settleScene } from './settle-scene.ts'

/** The 3D city over a Cesium widget: the one door through which the application enters Cesium. */
export function createCityScene(host: SceneHost, options: CitySceneOptions): CityScene {
  const { scene } = host
  let { theme } = options
  calmScene(scene)
  applyQuality(host, options.quality)
  const rig = createCameraRig(scene, options)
  const layers = createSceneLayers(host, options)
  const { boundaries, buildings, places, highlight } = layers

  const picks = createListeners<ScenePick | undefined>()
  const hovers = createListeners<ScenePick | undefined>()
  const moves = createListeners<Point | undefined>()
  const settles = createListeners<CameraView>()
  let hoveredId: number | undefined
  const setHover = (id: number | undefined) => {
    if (id === hoveredId) return
    hoveredId = id
    buildings.change((layer) => layer.setHover(id))
  }
  const picking = createPointerPicking(scene, buildings.buildingIdOf, {
    onClick: picks.tell,
    onHover: (pick) => {
      setHover(pick?.kind === 'building' ? pick.id : undefined)
      hovers.tell(pick)
    },
    onMove: moves.tell,
  })
  const sight = watchDwellingSight(scene, (id) => buildings.change((layer) => layer.setGhost(id)))
  const removeSettled = rig.onSettled(settles.tell)
  const endCoarseStart =
    options.quality === 'lean' ? startCoarsely(host, layers.isComplete) : () => undefined

  if (options.insets) rig.setInsets(options.insets)
  if (options.view) rig.setView(options.view)
  else rig.flyHome(true)

  return {
    setTheme: (next) => {
      theme = next
      layers.setTheme(next)
    },
    setQuality: (next) => {
      applyQuality(host, next)
      layers.setQuality(next)
    },
    setInsets: rig.setInsets,
    setAreas: (level, areas) => {
      boundaries.setAreas(level, areas)
      highlight.redraw()
    },
    setLabels: places.setLabels,
    setLayerVisible: layers.setVisible,
    setColours: (colours) => buildings.change((layer) => layer.setColours(colours)),
    setHidden: (ids) => buildings.change((layer) => layer.setHidden(ids)),
    setHighlight: (next) => {
      highlight.setHighlight(next)
      sight.setHighlight(next)
      buildings.change((layer) => {
        layer.setSelected(next.building?.id)
        layer.setDimmed(next.building !== undefined)
      })
    },
    setHover,

    onPick: picks.add,
    onHover: hovers.add,
    onPointerMove: moves.add,
    onCameraSettled: settles.add,

    view: rig.view,
    setView: rig.setView,
    flyToArea: (level, id) => {
      const area = boundaries.areaOf(level, id)
      if (area) rig.flyTo(targetOfArea(area))
    },
    flyToBuilding: (building) => rig.flyTo(targetOfBuilding(building), { pitchDegrees: -26 }),
    flyToPosition: (lonLat, rangeMeters = 700) =>
      rig.flyTo({ lonLat, heightMeters: 0, radiusMeters: rangeMeters * 0.3 }),
    flyHome: () => rig.flyHome(),
    faceNorth: rig.faceNorth,
    moveBy: rig.moveBy,
    rotateBy: rig.rotateBy,
    zoomBy: rig.zoomBy,
    metersPerPixel: rig.metersPerPixel,

    measure: (kind, onResult) => {
      picking.setEnabled(false)
      setHover(undefined)
      const session = startMeasuring(scene, kind, scenePalettes[theme], onResult)
      return {
        stop: () => {
          session.stop()
          picking.setEnabled(true)
        },
      }
    },
    exportPng: () => exportPng(scene, groundPalettes[theme].mist),
    measureFrame: () => measureFrame(scene),
    settled: async () => {
      await buildings.arrive()
      return settleScene(scene, layers.isComplete)
    },
    destroy: () => {
      endCoarseStart()
      removeSettled()
      picking.destroy()
      sight.destroy()
      rig.destroy()
      layers.destroy()
    },
  }
}
