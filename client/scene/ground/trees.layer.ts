import {
  BoundingSphere,
  Cartesian3,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  type GeometryAttributes,
  GeometryInstance,
  Matrix4,
  PerInstanceColorAppearance,
  Primitive,
  PrimitiveCollection,
  PrimitiveType,
  type Scene,
  Transforms,
} from 'cesium'
import {
  createLocalFrame,
  type LocalFrame,
  type TileAddress,
  tileBox,
  toLonLat,
} from '../../geo/local-frame.ts'
import type { Box, Point } from '../../geo/ring.ts'
import { tilesInBounds } from '../../geo/tiles-in-bounds.ts'
import { cssColour, toCartesian } from '../cesium-places.ts'
import type { SceneTheme } from '../scene-types.ts'
import { TREE_ZOOM } from './ground-messages.ts'
import type { GroundPainter } from './ground-painter.ts'
import { treeMesh } from './tree-mesh.ts'

/** Trees further away than this are only painted shadows. */
const REACH_METERS = 2600
const leaves: Readonly<Record<SceneTheme, readonly [string, string]>> = {
  light: ['#A9C39B', '#BACD9F'],
  dark: ['#1D4F47', '#16403E'],
}

export interface TreesLayer {
  setShown: (isShown: boolean) => void
  setTheme: (theme: SceneTheme) => void
  destroy: () => void
}

export interface TreesLayerOptions {
  readonly painter: GroundPainter
  readonly originLonLat: Point
  readonly cityBounds: Box
  readonly theme: SceneTheme
}

/** Trees in 3D round the camera, a mesh per source tile, at the places where the ground has them. */
export function createTreesLayer(scene: Scene, options: TreesLayerOptions): TreesLayer {
  const { painter, cityBounds } = options
  const frame = createLocalFrame(options.originLonLat)
  const group = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection
  const planted = new Map<string, Primitive | undefined>()
  const tiles = tilesInBounds(cityBounds, TREE_ZOOM)
  let theme = options.theme
  let isShown = false

  const plant = async (tile: TileAddress, key: string) => {
    planted.set(key, undefined)
    const trees = await painter.trees(tile.x, tile.y).catch(() => undefined)
    // The view may have moved on, or the theme may have changed, while the worker was at it.
    if (!trees || !planted.has(key) || group.isDestroyed()) return
    if (trees.length === 0) return
    planted.set(key, group.add(treePrimitive(trees, tile, frame, theme)) as Primitive)
    scene.requestRender()
  }
  const update = () => {
    if (!isShown) return
    for (const tile of tiles) {
      const key = `${tile.x}/${tile.y}`
      const isNear = distanceTo(scene, frame, tile) < REACH_METERS
      if (isNear && !planted.has(key)) void plant(tile, key)
      if (!isNear && planted.has(key)) {
        const primitive = planted.get(key)
        if (primitive) group.remove(primitive)
        planted.delete(key)
      }
    }
  }
  const clear = () => {
    group.removeAll()
    planted.clear()
  }
  const stopWatching = scene.camera.moveEnd.addEventListener(update)

  return {
    setShown: (next) => {
      isShown = next
      if (isShown) update()
      else clear()
      scene.requestRender()
    },
    setTheme: (next) => {
      theme = next
      clear()
      update()
    },
    destroy: () => {
      stopWatching()
      scene.primitives.remove(group)
    },
  }
}

/** From the camera to the tile's nearest point on the ground, in metres. */
function distanceTo(scene: Scene, frame: LocalFrame, tile: TileAddress): number {
  const [west, south, east, north] = tileBox(frame, tile)
  const middle = toCartesian(toLonLat(frame, [(west + east) / 2, (south + north) / 2]))
  const half = Math.hypot(east - west, north - south) / 2
  return Cartesian3.distance(scene.camera.positionWC, middle) - half
}

function treePrimitive(
  trees: Float32Array,
  tile: TileAddress,
  frame: LocalFrame,
  theme: SceneTheme,
): Primitive {
  const [west, south, east, north] = tileBox(frame, tile)
  const middle: Point = [(west + east) / 2, (south + north) / 2]
  const toFixed = Transforms.eastNorthUpToFixedFrame(toCartesian(toLonLat(frame, middle)))
  const local = trees.map((value, place) => {
    const part = place % 3
    return part === 0 ? value - middle[0] : part === 1 ? value - middle[1] : value
  })
  const greens = leaves[theme].map((css) => cssColour(css).toBytes()) as [number[], number[]]
  const mesh = treeMesh(local, greens)
  const positions = new Float64Array(mesh.positions.length)
  const place = new Cartesian3()
  for (let at = 0; at < positions.length; at += 3) {
    Cartesian3.fromArray(mesh.positions as unknown as number[], at, place)
    Cartesian3.pack(
      Matrix4.multiplyByPoint(toFixed, place, place),
      positions as unknown as number[],
      at,
    )
  }
  return new Primitive({
    asynchronous: false,
    allowPicking: false,
    geometryInstances: new GeometryInstance({
      geometry: new Geometry({
        attributes: {
          position: new GeometryAttribute({
            componentDatatype: ComponentDatatype.DOUBLE,
            componentsPerAttribute: 3,
            values: positions,
          }),
          color: new GeometryAttribute({
            componentDatatype: ComponentDatatype.UNSIGNED_BYTE,
            componentsPerAttribute: 4,
            normalize: true,
            values: mesh.colours,
          }),
        } as unknown as GeometryAttributes,
        indices: mesh.indices,
        primitiveType: PrimitiveType.TRIANGLES,
        boundingSphere: BoundingSphere.fromVertices(positions as unknown as number[]),
      }),
    }),
    appearance: new PerInstanceColorAppearance({ flat: true, translucent: false, closed: true }),
  })
}
