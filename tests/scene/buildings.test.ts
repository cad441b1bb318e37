import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dwellingRing, floorSpan } from '../../client/geo/dwelling-box.ts'
import { createLocalFrame, toLocal, toLonLat } from '../../client/geo/local-frame.ts'
import { type Box, boxAround, type Point } from '../../client/geo/ring.ts'
import { outerWalls } from '../../client/geo/wall-views.ts'
import type { Building, DwellingCell, DwellingList } from '../../server/contract/buildings.ts'
import { type Colouring, colourings } from '../../server/contract/colouring.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { unloadTilesOutOfSight } from '../helpers/building-tiles.ts'
import { above, lookingAt, openScene, type Rgb, type ScenePage } from '../helpers/scene-page.ts'

const HEIGHT_METERS = 300
const LEGEND = 'Legend and layers'
const patience = { timeout: 30_000, interval: 300 }

let server: AppServer
let browser: Browser
let scene: ScenePage
let building: Building
let dwellings: readonly DwellingCell[]

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowser()
  const { rows } = await server.pool.query<{ id: number; lon: number; lat: number }>(freeSlab)
  const { id, lon, lat } = rows[0]!
  scene = await openScene(browser, server.url, `at=${lon},${lat},${HEIGHT_METERS},0,-90`)
  // In a window this narrow the legend starts folded.
  await scene.page.getByRole('button', { name: LEGEND }).click()
  building = await readJson<Building>(`buildings/${id}`)
  dwellings = (await readJson<DwellingList>(`buildings/${id}/dwellings`)).items
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** A slab of two units or more with nothing in front of its south wall. */
const freeSlab = `
  SELECT building_id AS id, ST_X(place) AS lon, ST_Y(place) AS lat FROM building
  CROSS JOIN ST_PointOnSurface(geom) AS place
  WHERE use = 'housing' AND shop_count = 0 AND floor_count BETWEEN 5 AND 6
    AND (SELECT count(*) FROM unit WHERE unit.building_id = building.building_id) >= 2
    AND NOT EXISTS (
      SELECT FROM building AS other
      WHERE other.building_id <> building.building_id AND other.geom && ST_Expand(ST_Translate(
        place, 0, -0.0005), 0.0004, 0.00033))
  ORDER BY building_id LIMIT 1`

describe('the buildings of the scene', () => {
  test.each(colourings)('wear colours by %s, and the legend counts all of them', async (by) => {
    await colourBy(undefined)
    await scene.keep('natural')
    await colourBy(by)
    await scene.keep(by)
    expect(await scene.difference('natural', by)).toBeGreaterThan(0.02)
    const { rows } = await server.pool.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM building',
    )
    await expect.poll(countInLegend, patience).toBe(rows[0]?.total)
  })

  test('keep their colours when their tile was unloaded and comes back', async () => {
    await colourBy('floors')
    await scene.keep('before')
    const [longitude, latitude] = building.position
    await scene.look(above([longitude + 0.02, latitude], HEIGHT_METERS))
    expect(await unloadTilesOutOfSight(scene.page)).toBeGreaterThan(0)
    await scene.look(above(building.position, HEIGHT_METERS))
    await scene.keep('after')
    expect(await scene.difference('before', 'after')).toBeLessThan(0.005)
    await colourBy(undefined)
  })

  test('are not picked while they are hidden, and come back from the list', async () => {
    const isSelected = new RegExp(`select=building:${building.id}(&|$)`)
    await scene.click()
    await scene.page.waitForURL(isSelected)
    await scene.page.getByRole('button', { name: 'Hide the building' }).click()
    await scene.settle()
    await scene.click()
    await scene.page.waitForURL(/select=grid:/)
    await scene.services.evaluate(({ store }) => store.getState().showPanelList('hidden-buildings'))
    await scene.page.getByRole('button', { name: /^Show (?!all).+ again$/ }).click()
    await scene.settle()
    await scene.click()
    await scene.page.waitForURL(isSelected)
  })

  test('light the floor whose row of the matrix is under the pointer', async () => {
    const third = frontOf(dwellingAt(3, 2))
    await scene.look(lookingAt(third, third.outward, { meters: 36, up: 26 }))
    expect(isAmber(await scene.colourAt())).toBe(false)
    await scene.page.getByRole('rowheader', { name: String(third.floor), exact: true }).hover()
    await expect.poll(async () => isAmber(await scene.colourAt()), patience).toBe(true)
    await scene.page.mouse.move(200, 250)
    await expect.poll(async () => isAmber(await scene.colourAt()), patience).toBe(false)
  })

  test('show the chosen dwelling as a box at its own place in the wall', async () => {
    await chooseDwelling(dwellingAt(3, 2))
    await expect.poll(async () => isBox(await scene.colourAt()), patience).toBe(true)
    await chooseDwelling(dwellingAt(3, 1))
    await expect.poll(async () => isBox(await scene.colourAt()), patience).toBe(false)
  })

  test('are seen through where the chosen dwelling lies on the far side', async () => {
    const { heightMeters, outward, middle } = frontOf(dwellingAt(3, 2))
    await chooseDwelling(dwellingAt(3, 2))
    await scene.settle()
    const gable: Point = [outward[1], -outward[0]]
    await scene.look(lookingAt({ lonLat: middle, heightMeters }, gable, { meters: 50, up: 32 }))
    const [red, , blue] = await scene.colourAt()
    expect(red - blue).toBeGreaterThan(25)
  })

  test('were drawn without a word of complaint', () => {
    expect(scene.consoleErrors).toEqual([])
  })
})

async function readJson<T>(path: string): Promise<T> {
  const response = await scene.page.request.get(`${server.url}/api/v1/${path}`)
  return (await response.json()) as T
}

async function colourBy(colouring: Colouring | undefined): Promise<void> {
  await scene.services.evaluate(({ store }, by) => store.getState().setColouring(by), colouring)
  await scene.settle()
}

async function countInLegend(): Promise<number> {
  const legend = scene.page.getByRole('region', { name: 'Colours of buildings' })
  const texts = await legend.locator('b').allTextContents()
  return texts.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0)
}

const dwellingAt = (floor: number, door: number) =>
  dwellings.find((each) => each.unit === 1 && each.floor === floor && each.door === door)!

async function chooseDwelling({ dwellingId }: DwellingCell): Promise<void> {
  await scene.services.evaluate(({ store }, id) => store.getState().selectDwelling(id), dwellingId)
}

/** A metre before a dwelling's south wall, the way that the wall looks, and the dwelling's middle. */
function frontOf(place: DwellingCell) {
  const { footprint, position, units } = building
  const frame = createLocalFrame(position)
  const ring = footprint.map((point) => toLocal(frame, point))
  const rooms = dwellingRing(ring, units, place) ?? []
  const walls = outerWalls(ring, rooms)
  const { middle, outward } = walls.toSorted((a, b) => a.outward[1] - b.outward[1])[0]!
  const { bottomMeters, topMeters } = floorSpan(building, place.floor)
  return {
    floor: place.floor,
    lonLat: toLonLat(frame, [middle[0] + outward[0], middle[1] + outward[1]]),
    heightMeters: (bottomMeters + topMeters) / 2,
    outward,
    middle: toLonLat(frame, middleOfBox(boxAround(rooms))),
  }
}

const middleOfBox = ([west, south, east, north]: Box): Point => [
  (west + east) / 2,
  (south + north) / 2,
]

const isAmber = ([red, green, blue]: Rgb) => red > 190 && green > 100 && red - blue > 90

/** The box is a deeper amber than the band of its floor. */
const isBox = ([red, green, blue]: Rgb) => red > 220 && green < 175 && blue < 60
