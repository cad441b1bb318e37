import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { CityScene } from '../../client/scene/city-scene-types.ts'
import type { AccountRole } from '../../server/contract/access.ts'
import { openRecordedPage, type PageRecord } from './browser.ts'

declare global {
  interface Window {
    __digitalCommunity?: { mapStore: { getState(): { scene: CityScene | undefined } } }
  }
}

const patienceMilliseconds = 90_000

export interface PageOptions extends BrowserContextOptions {
  /** Who looks: a role of the demonstration, an operator where nothing is said, null for nobody. */
  role?: AccountRole | null
}

/**
 * Opens an address of the product in the coarse look, for people who want no motion; what is not
 * drawn on the map is soon there.
 */
export async function openPage(
  browser: Browser,
  url: string,
  query = '',
  { role = 'operator', ...options }: PageOptions = {},
): Promise<PageRecord> {
  const record = await openRecordedPage(browser, url, { reducedMotion: 'reduce', ...options })
  if (role) {
    const answer = await record.page
      .context()
      .request.post(`${url}/api/v1/session/demo`, { data: { role } })
    if (!answer.ok()) throw new Error(`The demonstration did not open: ${await answer.text()}`)
  }
  await record.page.goto(`${url}/?test&quality=coarse${query && `&${query}`}`)
  return record
}

/** Opens an address and waits until the city stands still. */
export async function openCity(
  browser: Browser,
  url: string,
  query = '',
  options: PageOptions = {},
): Promise<PageRecord> {
  const record = await openPage(browser, url, query, options)
  await waitUntilSettled(record.page)
  return record
}

/** Waits until nothing is left to load or to draw. */
export async function waitUntilSettled(page: Page): Promise<void> {
  const until = Date.now() + patienceMilliseconds
  // Not waitForFunction: it compiles text in the page, which the page's policy forbids.
  while (!(await page.evaluate(hasScene))) {
    if (Date.now() > until) throw new Error('The map has not appeared.')
    await sleep(100)
  }
  await page.evaluate(() => window.__digitalCommunity?.mapStore.getState().scene?.settled())
}

const hasScene = () => window.__digitalCommunity?.mapStore.getState().scene !== undefined

/** Clicks the middle of the map, where the camera looks. */
export async function clickMapCentre(page: Page): Promise<void> {
  const box = await page.locator('canvas').first().boundingBox()
  if (!box) throw new Error('There is no map on the page.')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

/** Takes the camera over a place, straight down on it from so many metres, and lets it settle. */
export async function lookDownAt(
  page: Page,
  { lon, lat }: { lon: number; lat: number },
  heightMeters: number,
): Promise<void> {
  const view = { longitude: lon, latitude: lat, heightMeters, headingDegrees: 0 }
  await page.evaluate((to) => window.__digitalCommunity?.mapStore.getState().scene?.setView(to), {
    ...view,
    pitchDegrees: -90,
  })
  await waitUntilSettled(page)
}

/** The number of households in the panel of a building. */
export const householdsOf = (page: Page) =>
  page
    .getByRole('complementary', { name: 'Details' })
    .locator('dl > div', { hasText: 'Households' })
    .locator('dd')
    .first()
