import type { AreaFeature } from '../../server/contract/areas.ts'
import type { Building } from '../../server/contract/buildings.ts'
import { polygonsOf } from '../geo/area-index.ts'
import type { CameraView } from '../geo/camera-view.ts'
import type { MapLayer } from '../geo/map-layers.ts'
import { lineLengthMeters } from '../geo/measure.ts'
import { type Box, boxAround, type Point } from '../geo/ring.ts'
import { createBoundariesLayer } from './boundaries/boundaries.layer.ts'
import { type BuildingsLayer, createBuildingsLayer } from './buildings/buildings.layer.ts'
import { createCameraRig } from './camera/camera-rig.ts'
import type { FramedTarget } from './camera/framing.ts'
import type { CityScene, CitySceneOptions, SceneHost } from './city-scene-types.ts'
import { startCoarsely } from './coarse-start.ts'
import { exportPng } from './export-png.ts'
import { createGroundLayer } from './ground/ground.layer.ts'
import { createGroundPainter } from './ground/ground-painter.ts'
import { groundPalettes } from './ground/ground-palette.ts'
import { createTreesLayer } from './ground/trees.layer.ts'
import { createHighlightLayer } from './highlight/highlight.layer.ts'
import { createPlaceLabelsLayer } from './labels/place-labels.layer.ts'
import { createListeners } from './listeners.ts'
import { startMeasuring } from './measure/measure-session.ts'
import { createPointerPicking } from './picking/pointer.ts'
import { scenePalettes } from './scene-palette.ts'
import { applyQuality, calmScene, measureFrame } from './scene-quality.ts'
import type { ScenePick } from './scene-types.ts'
import { settleScene } from './settle-scene.ts'
import { createShopsLayer } from './shops/shops.layer.ts'

/** The 3D city over a Cesium widget: the one door through which the application enters Cesium. */
export function createCityScene(host: SceneHost, options: CitySceneOptions): CityScene {
  const { scene } = host
  const {
    cityBounds,
    tilesUrl = '/tiles',
    tilesetUrl = '/3d-tiles/buildings/tileset.json',
  } = options
  let { theme, quality } = options
  const visible = new Set<MapLayer>(['street-names', 'trees'])

  calmScene(scene)
  applyQuality(scene, quality)
  const rig = createCameraRig(scene, cityBounds)
  const layers = createLayers()
  const picks = createListeners<ScenePick | undefined>()
  const hovers = createListeners<ScenePick | undefined>()
  const moves = createListeners<Point | undefined>()
  const settles = createListeners<CameraView>()

  let buildings: BuildingsLayer | undefined
  const loadingBuildings = createBuildingsLayer(scene, { tilesetUrl, theme }).then((layer) => {
    if (scene.isDestroyed()) return
    buildings = layer
  })
  /** What is asked before the tile set has arrived happens, in its order, when it has. */
  const withBuildings = (act: (layer: BuildingsLayer) => void) => {
    if (buildings) act(buildings)
    else
      loadingBuildings.then(
        () => buildings && act(buildings),
        () => undefined,
      )
  }
  const areBuildingsLoaded = () => buildings === undefined || buildings.tileset.tilesLoaded
  const isIdle = () =>
    layers.painter.pendingCount() === 0 && areBuildingsLoaded() && layers.shops.isComplete()
  const picking = createPointerPicking(scene, (picked) => buildings?.buildingIdOf(picked), {
    onClick: picks.tell,
    onHover: (pick) => {
      setHover(pick?.kind === 'building' ? pick.id : undefined)
      hovers.tell(pick)
    },
    onMove: moves.tell,
  })
  const removeSettled = rig.onSettled(settles.tell)
  const endCoarseStart = quality === 'lean' ? startCoarsely(host, isIdle) : () => undefined

  let hoveredId: number | undefined
  function setHover(id: number | undefined) {
    if (id === hoveredId) return
    hoveredId = id
    withBuildings((layer) => layer.setHover(id))
  }

  function createLayers() {
    const [west, south, east, north] = cityBounds
    const originLonLat: Point = [(west + east) / 2, (south + north) / 2]
    const painter = createGroundPainter({ tilesUrl, originLonLat, cityBounds })
    const boundaries = createBoundariesLayer(scene, theme)
    return {
      painter,
      ground: createGroundLayer(scene, painter, groundStyle()),
      trees: createTreesLayer(scene, { painter, originLonLat, cityBounds, theme }),
      boundaries,
      places: createPlaceLabelsLayer(scene, theme),
      shops: createShopsLayer(scene, { tilesUrl, cityBounds, theme }),
      highlight: createHighlightLayer(scene, theme, boundaries.areaOf),
    }
  }
  function hasTreesIn3d() {
    return quality === 'rich' && visible.has('trees')
  }
  function groundStyle() {
    return {
      theme,
      showsNames: visible.has('street-names'),
      paintsTrees: visible.has('trees') && quality !== 'rich',
    }
  }
  const refreshGround = () => {
    layers.ground.setStyle(groundStyle())
    layers.trees.setShown(hasTreesIn3d())
  }

  if (options.insets) rig.setInsets(options.insets)
  if (options.view) rig.setView(options.view)
  else rig.flyHome(true)
  layers.trees.setShown(hasTreesIn3d())

  return {
    setTheme: (next) => {
      theme = next
      refreshGround()
      for (const layer of [layers.trees, layers.boundaries, layers.places, layers.shops]) {
        layer.setTheme(next)
      }
      layers.highlight.redraw(next)
      withBuildings((layer) => layer.setTheme(next))
    },
    setQuality: (next) => {
      quality = next
      applyQuality(scene, next)
      host.useBrowserRecommendedResolution = next === 'lean'
      refreshGround()
    },
    setInsets: rig.setInsets,
    setAreas: (level, areas) => {
      layers.boundaries.setAreas(level, areas)
      layers.highlight.redraw()
    },
    setLabels: layers.places.setLabels,
    setLayerVisible: (layer, isVisible) => {
      if (isVisible) visible.add(layer)
      else visible.delete(layer)
      const { boundaries } = layers
      const switches: Readonly<Record<MapLayer, () => void>> = {
        buildings: () =>
          withBuildings((each) => {
            each.show = isVisible
          }),
        communities: () => boundaries.setLevelShown('community', isVisible),
        zones: () => boundaries.setLevelShown('zone', isVisible),
        grids: () => boundaries.setLevelShown('grid', isVisible),
        labels: () => {
          boundaries.setLabelsShown(isVisible)
          layers.places.setShown(isVisible)
        },
        shops: () => layers.shops.setShown(isVisible),
        'street-names': refreshGround,
        trees: refreshGround,
      }
      switches[layer]()
    },
    setColours: (colours) => withBuildings((layer) => layer.setColours(colours)),
    setHidden: (ids) => withBuildings((layer) => layer.setHidden(ids)),
    setHighlight: (highlight) => {
      layers.highlight.setHighlight(highlight)
      withBuildings((layer) => {
        layer.setSelected(highlight.building?.id)
        layer.setDimmed(highlight.building !== undefined)
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
      const area = layers.boundaries.areaOf(level, id)
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
      await loadingBuildings
      return settleScene(scene, isIdle)
    },
    destroy: () => {
      endCoarseStart()
      removeSettled()
      picking.destroy()
      rig.destroy()
      buildings?.destroy()
      destroyLayers(layers)
    },
  }
}

interface Destroyable {
  destroy: () => void
}

function destroyLayers(layers: Readonly<Record<string, Destroyable>>): void {
  for (const layer of Object.values(layers)) layer.destroy()
}

function targetOfArea(area: AreaFeature): FramedTarget {
  const [west, south, east, north]: Box = boxAround(polygonsOf(area).flat(2))
  return {
    lonLat: [(west + east) / 2, (south + north) / 2],
    heightMeters: 0,
    radiusMeters:
      (lineLengthMeters([
        [west, south],
        [east, north],
      ]) /
        2) *
      0.95,
  }
}

function targetOfBuilding({ footprint, position, heightMeters }: Building): FramedTarget {
  const [west, south, east, north] = boxAround(footprint)
  const width = lineLengthMeters([
    [west, south],
    [east, north],
  ])
  return {
    lonLat: position,
    heightMeters: heightMeters / 2,
    radiusMeters: Math.max(width, heightMeters, 30) * 0.95,
  }
}
