import {
  type Billboard,
  BillboardCollection,
  Cartesian3,
  DistanceDisplayCondition,
  type Scene,
  VerticalOrigin,
} from 'cesium'
import type { Box } from '../../geo/ring.ts'
import { toCartesian } from '../cesium-places.ts'
import { createNearbySet, type NearbyItem } from '../nearby-set.ts'
import { type ScenePalette, scenePalettes } from '../scene-palette.ts'
import type { SceneTheme } from '../scene-types.ts'
import { type ShopBand, shopBands } from './shop-bands.ts'
import { clusterIcon, type Icon, shopIcon } from './shop-icon.ts'
import { loadShopPoints, type ShopPoint } from './shop-tiles.ts'

/** Above the sign band of a shop front. */
const MARKER_HEIGHT_METERS = 5
const CLUSTER_HEIGHT_METERS = 40
/** A shop's place is a step behind its own wall, which must not hide the marker; other walls do. */
const MARKER_FORWARD_METERS = 6

/** What picking finds on a marker. */
export interface ShopMarkerId {
  readonly kind: 'shop'
  readonly id: number
}

export interface ShopsLayer {
  setShown: (isShown: boolean) => void
  setTheme: (theme: SceneTheme) => void
  /** Whether all markers that are near are there. */
  isComplete: () => boolean
  destroy: () => void
}

export interface ShopsLayerOptions {
  readonly tilesUrl: string
  readonly cityBounds: Box
  readonly theme: SceneTheme
}

interface Marker extends NearbyItem {
  readonly members: readonly ShopPoint[]
}

/** Shop markers. They are loaded when first shown: the first picture does not wait for them. */
export function createShopsLayer(scene: Scene, options: ShopsLayerOptions): ShopsLayer {
  const billboards = scene.primitives.add(new BillboardCollection({ scene })) as BillboardCollection
  billboards.show = false
  let theme = options.theme
  let loading: Promise<ShopPoint[]> | undefined
  let isLoading = false
  const markers = createNearbySet<Marker, Billboard>(scene, {
    draw: (marker) => addMarker(billboards, marker, scenePalettes[theme]),
    erase: (billboard) => billboards.remove(billboard),
    eraseAll: () => billboards.removeAll(),
  })
  markers.setShown(false)

  const place = (shops: readonly ShopPoint[]) => {
    if (scene.isDestroyed() || billboards.isDestroyed()) return
    const [west, south] = options.cityBounds
    markers.setItems(shopBands(shops, [west, south]).flatMap(toMarkers))
  }
  const load = () => {
    isLoading = true
    loading ??= loadShopPoints(options.tilesUrl, options.cityBounds)
    loading
      // A failed load is tried again the next time the layer is shown.
      .then(place, () => {
        loading = undefined
      })
      .finally(() => {
        isLoading = false
      })
  }

  return {
    setShown: (isShown) => {
      if (isShown && !loading) load()
      billboards.show = isShown
      markers.setShown(isShown)
    },
    setTheme: (next) => {
      theme = next
      loading?.then(place, () => undefined)
    },
    isComplete: () => !isLoading && markers.isComplete(),
    destroy: () => {
      markers.destroy()
      scene.primitives.remove(billboards)
    },
  }
}

const toMarkers = ({ nearMeters, farMeters, clusters }: ShopBand): Marker[] =>
  clusters.map(({ place, members }) => ({
    position: toCartesian(place, members.length > 1 ? CLUSTER_HEIGHT_METERS : MARKER_HEIGHT_METERS),
    nearMeters,
    farMeters,
    members,
  }))

function addMarker(
  billboards: BillboardCollection,
  { position, nearMeters, farMeters, members }: Marker,
  palette: ScenePalette,
): Billboard {
  const [shop] = members
  const common = {
    position,
    distanceDisplayCondition: new DistanceDisplayCondition(nearMeters, farMeters),
  }
  if (members.length === 1 && shop) {
    const marker = billboards.add({
      ...common,
      scale: 0.4,
      eyeOffset: new Cartesian3(0, 0, -MARKER_FORWARD_METERS),
      verticalOrigin: VerticalOrigin.BOTTOM,
      id: { kind: 'shop', id: shop.id } satisfies ShopMarkerId,
    })
    return withIcon(marker, shopIcon(palette.shop, palette.shopText))
  }
  const cluster = billboards.add({
    ...common,
    scale: 0.3 + Math.min(0.16, members.length / 1500),
    disableDepthTestDistance: Number.POSITIVE_INFINITY,
  })
  return withIcon(cluster, clusterIcon(palette.shop, palette.halo, members.length))
}

/** Under its own name a drawing comes into the texture once, however many markers wear it. */
function withIcon(billboard: Billboard, { name, drawing }: Icon): Billboard {
  billboard.setImage(name, drawing)
  return billboard
}
