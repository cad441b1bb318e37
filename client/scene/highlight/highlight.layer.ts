import { BillboardCollection, PrimitiveCollection, type Scene, VerticalOrigin } from 'cesium'
import type { AreaFeature } from '../../../server/contract/areas.ts'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { toCartesian } from '../cesium-places.ts'
import { type ScenePalette, scenePalettes } from '../scene-palette.ts'
import type { SceneHighlight, SceneTheme } from '../scene-types.ts'
import { shopIcon } from '../shops/shop-icon.ts'
import { areaHighlight, buildingOutline, dwellingBox, floorBand } from './highlight-primitives.ts'

export interface HighlightLayer {
  setHighlight: (highlight: SceneHighlight) => void
  /** Draws again: the theme or the outline of an area has changed. */
  redraw: (theme?: SceneTheme) => void
  destroy: () => void
}

type FindArea = (level: AreaLevel, id: number) => AreaFeature | undefined

/** What stands out: chosen building with floor and dwelling, chosen area, chosen shop. */
export function createHighlightLayer(
  scene: Scene,
  initialTheme: SceneTheme,
  findArea: FindArea,
): HighlightLayer {
  const group = () => scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection
  const [areaGroup, buildingGroup, insideGroup, shopGroup] = [group(), group(), group(), group()]
  let shown: SceneHighlight = {}
  let theme = initialTheme

  const drawArea = () => {
    areaGroup.removeAll()
    const area = shown.area && findArea(shown.area.level, shown.area.id)
    if (area) addAll(areaGroup, areaHighlight(area, scenePalettes[theme]))
  }
  const drawBuilding = () => {
    buildingGroup.removeAll()
    if (shown.building) addAll(buildingGroup, buildingOutline(shown.building, scenePalettes[theme]))
  }
  const drawInside = () => {
    insideGroup.removeAll()
    const { building, floor, dwelling } = shown
    const palette = scenePalettes[theme]
    if (building && floor !== undefined) addAll(insideGroup, floorBand(building, floor, palette))
    if (building && dwelling) addAll(insideGroup, dwellingBox(building, dwelling, palette))
  }
  const drawShop = () => {
    shopGroup.removeAll()
    if (shown.shop) addShopPin(scene, shopGroup, shown.shop, scenePalettes[theme])
  }

  return {
    setHighlight: (next) => {
      const before = shown
      shown = next
      if (before.area?.id !== next.area?.id || before.area?.level !== next.area?.level) drawArea()
      if (before.building !== next.building) drawBuilding()
      // Hovering along the matrix changes only this: the rest is not built again.
      drawInside()
      if (before.shop?.id !== next.shop?.id) drawShop()
      scene.requestRender()
    },
    redraw: (next = theme) => {
      theme = next
      drawArea()
      drawBuilding()
      drawInside()
      drawShop()
      scene.requestRender()
    },
    destroy: () => {
      for (const each of [areaGroup, buildingGroup, insideGroup, shopGroup]) {
        scene.primitives.remove(each)
      }
    },
  }
}

function addAll(group: PrimitiveCollection, primitives: readonly object[]): void {
  for (const primitive of primitives) group.add(primitive)
}

function addShopPin(
  scene: Scene,
  group: PrimitiveCollection,
  { position }: NonNullable<SceneHighlight['shop']>,
  palette: ScenePalette,
): void {
  const pins = group.add(new BillboardCollection({ scene })) as BillboardCollection
  pins.add({
    position: toCartesian(position, 6),
    image: shopIcon(palette.accent, '#FFFFFF').drawing,
    scale: 0.85,
    verticalOrigin: VerticalOrigin.BOTTOM,
    disableDepthTestDistance: Number.POSITIVE_INFINITY,
  })
}
