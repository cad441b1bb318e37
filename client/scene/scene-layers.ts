import type { MapLayer } from '../geo/map-layers.ts'
import type { Point } from '../geo/ring.ts'
import { createBoundariesLayer } from './boundaries/boundaries.layer.ts'
import { type AwaitedBuildings, awaitBuildings } from './buildings/awaited-buildings.ts'
import type { CitySceneOptions, SceneHost } from './city-scene-types.ts'
import { createGroundLayer } from './ground/ground.layer.ts'
import { createGroundPainter } from './ground/ground-painter.ts'
import { createTreesLayer } from './ground/trees.layer.ts'
import { createHighlightLayer } from './highlight/highlight.layer.ts'
import { createPlaceLabelsLayer } from './labels/place-labels.layer.ts'
import type { SceneQuality, SceneTheme } from './scene-types.ts'
import { createShopsLayer } from './shops/shops.layer.ts'

/** Everything that is drawn, and what concerns more than one layer of it. */
export interface SceneLayers {
  readonly boundaries: ReturnType<typeof createBoundariesLayer>
  readonly buildings: AwaitedBuildings
  readonly places: ReturnType<typeof createPlaceLabelsLayer>
  readonly highlight: ReturnType<typeof createHighlightLayer>
  setTheme: (theme: SceneTheme) => void
  setQuality: (quality: SceneQuality) => void
  setVisible: (layer: MapLayer, isVisible: boolean) => void
  /** Whether nothing is left to load but the globe's own tiles. */
  isComplete: () => boolean
  destroy: () => void
}

export function createSceneLayers(
  { scene }: SceneHost,
  {
    cityBounds,
    tilesUrl = '/tiles',
    tilesetUrl = '/3d-tiles/buildings/tileset.json',
    ...options
  }: CitySceneOptions,
): SceneLayers {
  let { theme, quality } = options
  const visible = new Set<MapLayer>(['street-names', 'trees'])
  const [west, south, east, north] = cityBounds
  const originLonLat: Point = [(west + east) / 2, (south + north) / 2]

  const groundStyle = () => ({
    theme,
    showsNames: visible.has('street-names'),
    paintsTrees: visible.has('trees') && quality !== 'rich',
  })
  const painter = createGroundPainter({ tilesUrl, originLonLat, cityBounds })
  const ground = createGroundLayer(scene, painter, groundStyle())
  const trees = createTreesLayer(scene, { painter, originLonLat, cityBounds, theme })
  const boundaries = createBoundariesLayer(scene, theme)
  const places = createPlaceLabelsLayer(scene, theme)
  const shops = createShopsLayer(scene, { tilesUrl, cityBounds, theme })
  const highlight = createHighlightLayer(scene, theme, boundaries.areaOf)
  const buildings = awaitBuildings(scene, { tilesetUrl, theme })

  /** Trees are painted on the ground or stand in 3D, as the quality says. */
  const refreshGround = () => {
    ground.setStyle(groundStyle())
    trees.setShown(quality === 'rich' && visible.has('trees'))
  }
  refreshGround()

  const switches: Readonly<Record<MapLayer, (isVisible: boolean) => void>> = {
    buildings: (isVisible) => buildings.change((layer) => layer.setShown(isVisible)),
    communities: (isVisible) => boundaries.setLevelShown('community', isVisible),
    zones: (isVisible) => boundaries.setLevelShown('zone', isVisible),
    grids: (isVisible) => boundaries.setLevelShown('grid', isVisible),
    labels: (isVisible) => {
      boundaries.setLabelsShown(isVisible)
      places.setShown(isVisible)
    },
    shops: shops.setShown,
    'street-names': refreshGround,
    trees: refreshGround,
  }

  return {
    boundaries,
    buildings,
    places,
    highlight,
    setTheme: (next) => {
      theme = next
      refreshGround()
      for (const layer of [trees, boundaries, places, shops]) layer.setTheme(next)
      highlight.redraw(next)
      buildings.change((layer) => layer.setTheme(next))
    },
    setQuality: (next) => {
      quality = next
      refreshGround()
    },
    setVisible: (layer, isVisible) => {
      if (isVisible) visible.add(layer)
      else visible.delete(layer)
      switches[layer](isVisible)
    },
    isComplete: () =>
      painter.pendingCount() === 0 &&
      [buildings, shops, boundaries, places].every((layer) => layer.isComplete()),
    destroy: () => {
      for (const layer of [buildings, highlight, shops, places, boundaries, trees, ground]) {
        layer.destroy()
      }
    },
  }
}
