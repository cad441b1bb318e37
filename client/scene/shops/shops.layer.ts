import {
  BillboardCollection,
  DistanceDisplayCondition,
  PrimitiveCollection,
  type Scene,
  VerticalOrigin,
} from 'cesium'
import type { Box } from '../../geo/ring.ts'
import { toCartesian } from '../cesium-places.ts'
import { type ScenePalette, scenePalettes } from '../scene-palette.ts'
import type { SceneTheme } from '../scene-types.ts'
import { type ShopBand, shopBands } from './shop-bands.ts'
import { clusterIcon, shopIcon } from './shop-icon.ts'
import { loadShopPoints, type ShopPoint } from './shop-tiles.ts'

/** Above the sign band of a shop front. */
const MARKER_HEIGHT_METERS = 5
const CLUSTER_HEIGHT_METERS = 40

/** What picking finds on a marker. */
export interface ShopMarkerId {
  readonly kind: 'shop'
  readonly id: number
}

export interface ShopsLayer {
  setShown: (isShown: boolean) => void
  setTheme: (theme: SceneTheme) => void
  destroy: () => void
}

export interface ShopsLayerOptions {
  readonly tilesUrl: string
  readonly cityBounds: Box
  readonly theme: SceneTheme
}

/** Shop markers. They are loaded when first shown: the first picture does not wait for them. */
export function createShopsLayer(scene: Scene, options: ShopsLayerOptions): ShopsLayer {
  const primitives = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection
  primitives.show = false
  let theme = options.theme
  let loading: Promise<ShopPoint[]> | undefined
  let isDestroyed = false

  const draw = (shops: readonly ShopPoint[]) => {
    if (isDestroyed) return
    primitives.removeAll()
    const [west, south] = options.cityBounds
    for (const band of shopBands(shops, [west, south])) {
      addBand(scene, primitives, band, scenePalettes[theme])
    }
    scene.requestRender()
  }
  const load = () => {
    loading ??= loadShopPoints(options.tilesUrl, options.cityBounds)
    // A failed load is tried again the next time the layer is shown.
    loading.then(draw, () => {
      loading = undefined
    })
  }

  return {
    setShown: (isShown) => {
      if (isShown && !loading) load()
      primitives.show = isShown
      scene.requestRender()
    },
    setTheme: (next) => {
      theme = next
      loading?.then(draw, () => undefined)
    },
    destroy: () => {
      isDestroyed = true
      scene.primitives.remove(primitives)
    },
  }
}

function addBand(
  scene: Scene,
  primitives: PrimitiveCollection,
  { nearMeters, farMeters, clusters }: ShopBand,
  palette: ScenePalette,
): void {
  const markers = primitives.add(new BillboardCollection({ scene })) as BillboardCollection
  const distanceDisplayCondition = new DistanceDisplayCondition(nearMeters, farMeters)
  for (const { place, members } of clusters) {
    const [shop] = members
    if (members.length === 1 && shop) {
      markers.add({
        position: toCartesian(place, MARKER_HEIGHT_METERS),
        image: shopIcon(palette.shop, palette.shopText),
        scale: 0.4,
        verticalOrigin: VerticalOrigin.BOTTOM,
        distanceDisplayCondition,
        id: { kind: 'shop', id: shop.id } satisfies ShopMarkerId,
      })
      continue
    }
    markers.add({
      position: toCartesian(place, CLUSTER_HEIGHT_METERS),
      image: clusterIcon(palette.shop, palette.halo, members.length),
      scale: 0.3 + Math.min(0.16, members.length / 1500),
      distanceDisplayCondition,
      disableDepthTestDistance: Number.POSITIVE_INFINITY,
    })
  }
}
