import { createLocalFrame, tileBox, toLocal } from '../../geo/local-frame.ts'
import { type Box, boxesMeet, growBox } from '../../geo/ring.ts'
import {
  GROUND_TILE_PIXELS,
  type GroundAnswer,
  type GroundRequest,
  type GroundSetup,
  type GroundTileRequest,
  TREE_ZOOM,
  type TreesRequest,
} from './ground-messages.ts'
import { groundPalettes } from './ground-palette.ts'
import { emptyGroundTile, type GroundTile } from './ground-tile.ts'
import { createGroundTileSource, type GroundTileSource } from './ground-tile-source.ts'
import { paintGroundTile } from './paint-ground-tile.ts'
import type { CityExtent } from './paint-mist.ts'
import { placeTrees, type Tree } from './place-trees.ts'
import { sourceOf } from './source-zoom.ts'

/** Shadow of a tower of 110 m; also holds half the length of a long street name. */
const REACH_METERS = 85

interface Workshop {
  readonly frame: ReturnType<typeof createLocalFrame>
  readonly source: GroundTileSource
  readonly city: CityExtent
  readonly cityBox: Box
}

let workshop: Workshop | undefined
const treesByTile = new WeakMap<GroundTile, Tree[]>()

const reply = (answer: GroundAnswer, owned: Transferable[] = []) =>
  self.postMessage(answer, { transfer: owned })

self.addEventListener('message', ({ data }: MessageEvent<GroundRequest>) => {
  if (data.kind === 'setup') {
    workshop = openWorkshop(data)
    return
  }
  const work = data.kind === 'paint' ? paint(data) : sendTrees(data)
  work.catch((error: unknown) => {
    reply({ number: data.number, kind: 'failed', reason: String(error) })
  })
})

function openWorkshop({ tilesUrl, originLonLat, cityBounds }: GroundSetup): Workshop {
  const frame = createLocalFrame(originLonLat)
  const [west, south] = toLocal(frame, [cityBounds[0], cityBounds[1]])
  const [east, north] = toLocal(frame, [cityBounds[2], cityBounds[3]])
  const radiusMeters = Math.hypot(east - west, north - south) / 2
  const cityBox: Box = [west, south, east, north]
  return {
    frame,
    cityBox,
    source: createGroundTileSource(tilesUrl, frame, growBox(cityBox, 600)),
    city: { middle: [(west + east) / 2, (south + north) / 2], radiusMeters },
  }
}

async function paint({ number, z, x, y, style }: GroundTileRequest): Promise<void> {
  if (!workshop) throw new Error('The ground worker was not set up.')
  const { frame, source, city, cityBox } = workshop
  const box = tileBox(frame, { z, x, y })
  const wanted = sourceOf(z)
  const isNear = wanted && boxesMeet(box, growBox(cityBox, 600))
  const around = isNear
    ? await source.tilesFor(
        growBox(box, wanted.hasBuildings ? REACH_METERS : 0),
        wanted.zoom,
        wanted.layers,
      )
    : []
  const [middleX, middleY] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  const holdsMiddle = ({ box: b }: GroundTile) =>
    b[0] <= middleX && b[2] > middleX && b[1] <= middleY && b[3] > middleY
  const home = around.find(holdsMiddle) ?? emptyGroundTile(box)
  const canvas = new OffscreenCanvas(GROUND_TILE_PIXELS, GROUND_TILE_PIXELS)
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('This browser gives no 2D canvas to workers.')
  const metersPerPixel = (box[2] - box[0]) / GROUND_TILE_PIXELS
  paintGroundTile({
    view: {
      context,
      palette: groundPalettes[style.theme],
      box,
      metersPerPixel,
      home,
      tiles: around,
    },
    city,
    trees: metersPerPixel < 2.5 ? treesNear(around, growBox(box, 12)) : [],
    shadowReachMeters: REACH_METERS,
    showsNames: style.showsNames,
    paintsTrees: style.paintsTrees,
  })
  // WebGL does not flip a bitmap on upload; Cesium expects its first row to be the southern one.
  const picture = await createImageBitmap(canvas, { imageOrientation: 'flipY' })
  reply({ number, kind: 'painted', picture }, [picture])
}

function treesNear(tiles: readonly GroundTile[], box: Box): Tree[] {
  return tiles
    .flatMap(treesOf)
    .filter(({ x, y }) => x > box[0] && x < box[2] && y > box[1] && y < box[3])
}

function treesOf(tile: GroundTile): Tree[] {
  const trees = treesByTile.get(tile) ?? placeTrees(tile)
  treesByTile.set(tile, trees)
  return trees
}

async function sendTrees({ number, x, y }: TreesRequest): Promise<void> {
  if (!workshop) throw new Error('The ground worker was not set up.')
  const { frame, source } = workshop
  const wanted = sourceOf(TREE_ZOOM + 2)
  if (!wanted) return
  const inside = growBox(tileBox(frame, { z: TREE_ZOOM, x, y }), -1)
  const tiles = await source.tilesFor(inside, TREE_ZOOM, wanted.layers)
  const trees = new Float32Array(
    tiles.flatMap(treesOf).flatMap((tree) => [tree.x, tree.y, tree.radius]),
  )
  reply({ number, kind: 'trees', trees }, [trees.buffer])
}
