import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metersPerDegree } from '../../client/geo/measure.ts'
import { seriousFindings } from '../helpers/accessibility.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowser, type PageRecord } from '../helpers/browser.ts'
import { clickMapCentre, lookDownAt, openCity, waitUntilSettled } from '../helpers/city-page.ts'

interface Place {
  lon: number
  lat: number
}

interface SampleBuilding extends Place {
  id: number
  household_count: number
  grid_name: string
}

interface EstatePlace extends Place {
  name: string
  initials: string
  id: number
}

let server: AppServer
let browser: Browser
let sample: SampleBuilding
let record: PageRecord
let page: Page

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowser()
  const { rows } = await server.pool.query<SampleBuilding>(`
    SELECT building_id AS id, ST_X(place) AS lon, ST_Y(place) AS lat, household_count,
      grid.name AS grid_name
    FROM building
    JOIN grid USING (grid_id)
    CROSS JOIN ST_PointOnSurface(building.geom) AS place
    WHERE household_count BETWEEN 20 AND 60 AND shop_count = 0 AND floor_count >= 6
    ORDER BY building_id LIMIT 1`)
  sample = rows[0]!
  record = await openCity(browser, server.url, '', {
    viewport: { width: 920, height: 560 },
    // The flights are a part of what is tested.
    reducedMotion: 'no-preference',
  })
  page = record.page
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** One working day in one page: what a step leaves behind, the next one finds. */
describe('an operator explores the city', () => {
  test('flies to a community chosen in the tree', async () => {
    const before = await cameraHeight()
    await page.getByRole('treeitem').first().click()
    await page.waitForURL(/select=community:/)
    await waitUntilSettled(page)
    await expect.poll(cameraHeight).toBeLessThan(before)
  })

  test('finds an estate by the initials of its name, and flies there', async () => {
    const { rows } = await server.pool.query<EstatePlace>(`
      SELECT name, initials, estate_id AS id, ST_X(place) AS lon, ST_Y(place) AS lat
      FROM estate CROSS JOIN LATERAL (
        SELECT ST_Centroid(ST_Collect(geom)) AS place FROM building
        WHERE building.estate_id = estate.estate_id) AS middle
      WHERE char_length(initials) >= 4 ORDER BY estate_id LIMIT 1`)
    const estate = rows[0]!
    await page.keyboard.press('/')
    await page.keyboard.type(estate.initials)
    const option = page.getByRole('option', { name: new RegExp(estate.name) }).first()
    await option.click()
    await page.waitForURL(
      ({ searchParams }) =>
        searchParams.get('select') === `estate:${estate.id}` &&
        metersBetween(placeOfCamera(searchParams), estate) < 1500,
    )
  })

  test('gets the grid of the empty ground that is clicked', async () => {
    const { rows } = await server.pool.query<{ lon: number; lat: number; grid_id: number }>(`
      SELECT ST_X(place) AS lon, ST_Y(place) AS lat, grid_id
      FROM land_use
      CROSS JOIN ST_PointOnSurface(land_use.geom) AS place
      JOIN grid ON ST_Covers(grid.geom, place)
      WHERE kind = 'green' AND NOT EXISTS (
        SELECT FROM building WHERE ST_DWithin(building.geom, place, 0.0008))
      ORDER BY land_use_id LIMIT 1`)
    const { grid_id: gridId, ...place } = rows[0]!
    await lookDownAt(page, place, 300)
    await clickMapCentre(page)
    await page.waitForURL(new RegExp(`select=grid:${gridId}(&|$)`))
  })

  test('moves over the city with the keyboard alone', async () => {
    const start = await cameraPlace()
    await page.keyboard.press('d')
    await expect.poll(async () => (await cameraPlace()).lon).toBeGreaterThan(start.lon)
    await page.keyboard.press('ArrowUp')
    await expect.poll(async () => (await cameraPlace()).lat).toBeGreaterThan(start.lat)
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('select'))
  })

  test('sees who lives in a building that is clicked on the map', async () => {
    await lookDownAt(page, sample, 420)
    await clickMapCentre(page)
    await page.waitForURL(new RegExp(`select=building:${sample.id}(&|$)`))
    await page.getByRole('tab', { name: /households/i }).click()
    const { rows } = await server.pool.query<{ label: string; head: string }>(
      `SELECT unit.number || '-' || floor || to_char(door, 'FM00') AS label,
         mask_name(person.name) AS head
       FROM household
       JOIN dwelling USING (dwelling_id)
       JOIN unit USING (unit_id)
       LEFT JOIN person ON person.household_id = household.household_id
         AND relation_to_head = 'head'
       WHERE dwelling.building_id = $1
       ORDER BY unit.number, floor, door, household.household_id`,
      [sample.id],
    )
    expect(await readAllHouseholds()).toEqual(rows.map(({ label, head }) => [label, head]))
  })

  test('chooses a dwelling in the matrix with the keyboard', async () => {
    await page.getByRole('tab', { name: /dwellings/i }).click()
    const matrix = page.getByRole('grid')
    await matrix.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/dwelling=\d+/)
    await expect.poll(() => matrix.locator('[aria-selected="true"]').count()).toBe(1)
  })

  test('finds nothing on the page that shuts somebody out', async () => {
    expect(await seriousFindings(page)).toEqual([])
  })

  test('comes back to the same selection through the address and its history', async () => {
    const before = placeOfCamera(new URL(page.url()).searchParams)
    await page.reload()
    await waitUntilSettled(page)
    expect(metersBetween(before, await cameraPlace())).toBeLessThan(1)
    await page.getByRole('button', { name: sample.grid_name }).first().click()
    await page.waitForURL(/select=grid:/)
    await page.goBack()
    await page.waitForURL(new RegExp(`select=building:${sample.id}`))
    await page.getByRole('grid').waitFor()
  })

  test('all that without an error, and without a word to the outside', () => {
    expect(record.consoleErrors).toEqual([])
    expect(record.foreignRequests).toEqual([])
  })
})

/** Where the address says that the camera is. */
function placeOfCamera(searchParams: URLSearchParams): Place {
  const [lon = Number.NaN, lat = Number.NaN] = (searchParams.get('at') ?? '').split(',').map(Number)
  return { lon, lat }
}

function metersBetween(one: Place, other: Place): number {
  const { east, north } = metersPerDegree(one.lat)
  return Math.hypot((one.lon - other.lon) * east, (one.lat - other.lat) * north)
}

async function cameraPlace(): Promise<Place> {
  const view = await page.evaluate(() =>
    window.__digitalCommunity?.mapStore.getState().scene?.view(),
  )
  return { lon: view?.longitude ?? Number.NaN, lat: view?.latitude ?? Number.NaN }
}

async function cameraHeight(): Promise<number> {
  return page.evaluate(
    () => window.__digitalCommunity?.mapStore.getState().scene?.view().heightMeters ?? 0,
  )
}

/** Scrolls the virtual list from top to bottom and reads every household once. */
async function readAllHouseholds(): Promise<string[][]> {
  const list = page.getByRole('list', { name: /households/i })
  await list.getByRole('button').first().waitFor()
  const seen = new Map<string, string[]>()
  // A list that has come to its end is read once more, after it has drawn its last rows.
  for (let roundsAtEnd = 0; roundsAtEnd < 3; ) {
    const rows = await list.getByRole('button').evaluateAll((buttons) =>
      buttons.map((button) => {
        const parts = [...button.querySelectorAll('b, span > span')].map((part) => part.textContent)
        return { key: button.parentElement?.style.transform ?? '', parts: parts.slice(0, 2) }
      }),
    )
    for (const { key, parts } of rows) seen.set(key, parts.map(String))
    const isAtEnd = await list.evaluate((element) => {
      const scroller = element.parentElement!
      scroller.scrollTop += scroller.clientHeight * 0.6
      return scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1
    })
    if (isAtEnd) roundsAtEnd += 1
    await page.waitForTimeout(250)
  }
  return [...seen].toSorted(([a], [b]) => offsetOf(a) - offsetOf(b)).map(([, parts]) => parts)
}

const offsetOf = (transform: string) => Number(/-?[\d.]+(?=px)/.exec(transform)?.[0] ?? 0)
