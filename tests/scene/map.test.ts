import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalFrame, toLocal } from '../../client/geo/local-frame.ts'
import { type MapLayer, mapLayers } from '../../client/geo/map-layers.ts'
import type { Point } from '../../client/geo/ring.ts'
import type { MeasureKind, MeasureResult } from '../../client/scene/scene-types.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { unloadTilesOutOfSight } from '../helpers/building-tiles.ts'
import {
  above,
  lookingAt,
  metersPerPixelBelow,
  openScene,
  type ScenePage,
} from '../helpers/scene-page.ts'

let server: AppServer
let browser: Browser
let scene: ScenePage
const complaints: string[] = []
const patience = { timeout: 30_000, interval: 300 }
let edge: Point
let shop: { id: number; lonLat: Point; outward: Point }

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowser()
  const [row] = await select<ShopRow>(freeShop)
  const { id, lon, lat, front_lon, front_lat } = row!
  const outward = toLocal(createLocalFrame([lon, lat]), [front_lon, front_lat])
  shop = { id, lonLat: [lon, lat], outward }
  const [place] = await select<{ lon: number; lat: number }>(sharedEdge)
  edge = [place!.lon, place!.lat]
  scene = await openScene(browser, server.url, `at=${lon},${lat},150,0,-90`)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

interface ShopRow {
  id: number
  lon: number
  lat: number
  front_lon: number
  front_lat: number
}

/** A shop a step behind its wall, with nothing in front of the wall. */
const freeShop = `
  SELECT shop_id AS id, ST_X(shop.geom) AS lon, ST_Y(shop.geom) AS lat,
    ST_X(front) AS front_lon, ST_Y(front) AS front_lat
  FROM shop JOIN building USING (building_id)
  CROSS JOIN ST_ClosestPoint(ST_Boundary(building.geom), shop.geom) AS front
  CROSS JOIN ST_Translate(shop.geom, 30 * (ST_X(front) - ST_X(shop.geom)),
    30 * (ST_Y(front) - ST_Y(shop.geom))) AS ahead
  WHERE ST_Distance(front, shop.geom) > 0.00001 AND NOT EXISTS (
    SELECT FROM building AS other WHERE other.building_id <> building.building_id
      AND ST_DWithin(other.geom, ST_MakeLine(shop.geom, ahead), 0.0001))
  ORDER BY shop_id LIMIT 1`

/** On an edge between two communities, where many grids are near. */
const sharedEdge = `
  SELECT ST_X(middle) AS lon, ST_Y(middle) AS lat
  FROM community AS one
  JOIN community AS other ON one.community_id < other.community_id
    AND ST_Touches(one.geom, other.geom)
  CROSS JOIN ST_Dump(ST_LineMerge(ST_CollectionExtract(
    ST_Intersection(one.geom, other.geom), 2))) AS part
  CROSS JOIN ST_LineInterpolatePoint(part.geom, 0.43) AS middle
  WHERE ST_Length(part.geom) > 0.004
  ORDER BY (SELECT count(*) FROM grid WHERE ST_DWithin(grid.geom, middle, 0.0025)) DESC
  LIMIT 1`

describe('the map', () => {
  test('draws no frame while nothing changes, and draws again when something does', async () => {
    await scene.page.evaluate(countClears)
    expect(await clearsWithin(1000)).toBe(0)
    await scene.services.evaluate(({ mapStore }) => mapStore.getState().scene?.rotateBy(1, 0))
    expect(await clearsWithin(500)).toBeGreaterThan(0)
  })

  test('opens a shop by a click on its marker', async () => {
    const marker = { lonLat: shop.lonLat, heightMeters: 5 }
    await scene.look(lookingAt(marker, shop.outward, { meters: 50, up: 25 }))
    await scene.click(0, -9)
    await scene.page.waitForURL(new RegExp(`select=shop:${shop.id}(&|$)`))
    await scene.services.evaluate(({ store }) => store.getState().select(undefined))
  })

  test('shows clusters instead of shops from afar, and a cluster is no shop', async () => {
    await scene.look(above(shop.lonLat, 1500))
    await scene.keep('with clusters')
    await switchLayer('shops', false)
    await scene.keep('without clusters')
    await switchLayer('shops', true)
    const share = await scene.difference('with clusters', 'without clusters')
    // A few discs: one by one the shops of this view would cover several times as much.
    expect(share).toBeGreaterThan(0.001)
    expect(share).toBeLessThan(0.05)
    await scene.click(...(await scene.whereDifferent('with clusters', 'without clusters')))
    await scene.page.waitForURL(/select=(grid|building):/)
    await scene.services.evaluate(({ store }) => store.getState().select(undefined))
  })

  test('measures a distance along the ground', async () => {
    await scene.look(above(shop.lonLat, 400))
    const result = await measure('distance', [
      [-100, 0],
      [100, 0],
      [100, -50],
    ])
    expect(result?.value).toBeCloseTo(250 * metersPerPixelBelow(400), -0.3)
  })

  test('measures an area on the ground', async () => {
    const result = await measure('area', [
      [-100, -50],
      [100, -50],
      [100, 50],
      [-100, 50],
    ])
    const expected = 200 * 100 * metersPerPixelBelow(400) ** 2
    expect(result!.value / expected).toBeGreaterThan(0.99)
    expect(result!.value / expected).toBeLessThan(1.01)
  })

  test('measures the height of a roof over the ground', async () => {
    // Eleven metres in front of the middle, where no other building stands.
    const [house] = await select<{ lon: number; lat: number; height: number }>(`
      SELECT ST_X(place) AS lon, ST_Y(place) AS lat, height_meters AS height FROM building
      CROSS JOIN ST_PointOnSurface(geom) AS place
      WHERE use = 'housing' AND floor_count = 6 AND NOT EXISTS (
        SELECT FROM building AS other
        WHERE ST_DWithin(other.geom, ST_Translate(place, 0, -0.0001), 0.00002))
      ORDER BY building_id LIMIT 1`)
    await scene.look(above([house!.lon, house!.lat], 200))
    const southwards = 11.1 / metersPerPixelBelow(200)
    const result = await measure('height', [
      [0, 0],
      [0, southwards],
    ])
    // Stair heads and parapets stand a little over the roof.
    expect(Math.abs(result!.value - house!.height)).toBeLessThan(3.2)
  })

  test('has less to show without each of its layers, and all of it again with them', async () => {
    await scene.look(above(edge, 620))
    await scene.keep('all')
    let previous = 'all'
    for (const layer of mapLayers.toReversed()) {
      await switchLayer(layer, false)
      await scene.keep(layer)
      expect(await scene.difference(previous, layer), layer).toBeGreaterThan(0.0004)
      previous = layer
    }
    for (const layer of mapLayers) await setLayerVisible(layer, true)
    await scene.settle()
    await scene.keep('all again')
    expect(await scene.difference('all', 'all again')).toBeLessThan(0.002)
  })

  test('gives a shared edge to the highest rank alone', async () => {
    const inTheWay = ['labels', 'shops', 'buildings'] as const
    for (const layer of inTheWay) await setLayerVisible(layer, false)
    await scene.look(above(edge, 250))
    const [red, , blueOfRed] = await scene.colourAt()
    expect(red - blueOfRed).toBeGreaterThan(110)
    await switchLayer('communities', false)
    const [redOfBlue, , blue] = await scene.colourAt()
    expect(blue - redOfBlue).toBeGreaterThan(110)
    await switchLayer('communities', true)
    const [redAgain, , blueOfRedAgain] = await scene.colourAt()
    expect(redAgain - blueOfRedAgain).toBeGreaterThan(110)
    for (const layer of inTheWay) await setLayerVisible(layer, true)
  })

  test('asks again for what did not come while the server was away', async () => {
    const tiles = /\/(3d-)?tiles\//
    const unanswered = new Set<string>()
    const answered = new Set<string>()
    scene.page.on('requestfailed', (request) => unanswered.add(request.url()))
    scene.page.on('requestfinished', (request) => answered.add(request.url()))
    await scene.look(above([shop.lonLat[0] + 0.02, shop.lonLat[1]], 300))
    await unloadTilesOutOfSight(scene.page)
    await scene.page.route(tiles, (route) => route.abort())
    await scene.services.evaluate(
      ({ mapStore }, view) => mapStore.getState().scene?.setView(view),
      above([shop.lonLat[0] + 0.005, shop.lonLat[1]], 300),
    )
    const kinds = () => new Set([...unanswered].map((url) => tiles.exec(url)?.[0]))
    await expect.poll(kinds, patience).toEqual(new Set(['/tiles/', '/3d-tiles/']))
    await scene.page.unroute(tiles)
    await scene.settle()
    await expect
      .poll(() => [...unanswered].filter((url) => !answered.has(url)), patience)
      .toEqual([])
    // The browser says of each of them that it failed; nothing else may be said.
    complaints.push(...scene.consoleErrors.filter((text) => !text.includes('net::ERR_FAILED')))
    scene.consoleErrors.length = 0
  })

  test('is saved as a PNG of its own size', async () => {
    const saving = scene.page.waitForEvent('download')
    await scene.page.getByRole('button', { name: 'Save a screenshot' }).click()
    const download = await saving
    expect(download.suggestedFilename()).toMatch(/^digital-community-.*\.png$/)
    const bytes = await readFile(await download.path())
    expect([...bytes.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
    const canvas = scene.page.locator('canvas').first()
    expect(
      await canvas.evaluate(({ width, height }: HTMLCanvasElement) => [width, height]),
    ).toEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)])
    // A picture of one colour would be a fraction of this.
    expect(bytes.length).toBeGreaterThan(20_000)
  })

  test('turns dark with the theme', async () => {
    await scene.keep('light')
    await scene.services.evaluate(({ preferences }) => {
      preferences.getState().setThemeChoice('dark')
    })
    await scene.page.locator('html[data-theme="dark"]').waitFor()
    await scene.settle()
    await scene.keep('dark')
    expect(await scene.difference('light', 'dark')).toBeGreaterThan(0.8)
  })

  test('did all that without a word of complaint', () => {
    expect([...complaints, ...scene.consoleErrors]).toEqual([])
  })
})

async function select<Row extends object>(statement: string): Promise<Row[]> {
  return (await server.pool.query<Row>(statement)).rows
}

async function switchLayer(layer: MapLayer, isVisible: boolean): Promise<void> {
  await setLayerVisible(layer, isVisible)
  await scene.settle()
}

const setLayerVisible = (layer: MapLayer, isVisible: boolean) =>
  scene.services.evaluate(
    ({ store }, [layer, isVisible]) => store.getState().setLayerVisible(layer, isVisible),
    [layer, isVisible] as const,
  )

/** Clicks the places, ends with Enter, and takes the drawing away. */
async function measure(
  kind: MeasureKind,
  places: readonly (readonly [number, number])[],
): Promise<MeasureResult | undefined> {
  const session = await scene.services.evaluateHandle(({ mapStore }, kind) => {
    const results: MeasureResult[] = []
    const running = mapStore.getState().scene?.measure(kind, (result) => results.push(result))
    return { results, stop: () => running?.stop() }
  }, kind)
  for (const [right, down] of places) await scene.click(right, down)
  await scene.page.keyboard.press('Enter')
  return session.evaluate(({ results, stop }) => {
    stop()
    return results.at(-1)
  })
}

interface Counter extends Window {
  clears?: number
}

/** Every frame begins with clearing the picture. */
function countClears(): void {
  const counter = window as unknown as Counter
  const { clear } = WebGL2RenderingContext.prototype
  counter.clears = 0
  WebGL2RenderingContext.prototype.clear = function (mask) {
    counter.clears = (counter.clears ?? 0) + 1
    clear.call(this, mask)
  }
}

async function clearsWithin(milliseconds: number): Promise<number> {
  const read = () => scene.page.evaluate(() => (window as unknown as Counter).clears ?? 0)
  const before = await read()
  await scene.page.waitForTimeout(milliseconds)
  return (await read()) - before
}
