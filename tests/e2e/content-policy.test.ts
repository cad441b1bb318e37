import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowser, openRecordedPage } from '../helpers/browser.ts'
import { clickMapCentre, openCity, waitUntilSettled } from '../helpers/city-page.ts'

let server: AppServer
let browser: Browser

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('the city is explored and kept without the browser refusing anything of it', async () => {
  // Without shops, whose pins would be clicked in its place.
  const { rows } = await server.pool.query(`
    SELECT building_id AS id, ST_X(place) AS lon, ST_Y(place) AS lat
    FROM building CROSS JOIN ST_PointOnSurface(geom) AS place
    WHERE household_count > 20 AND shop_count = 0 AND floor_count >= 6
    ORDER BY building_id LIMIT 1`)
  const { id, lon, lat } = rows[0]
  const layers = 'layers=buildings,communities,zones,grids,labels,shops,street-names,trees'
  const { page, consoleErrors } = await openCity(
    browser,
    server.url,
    `at=${lon},${lat},420,0,-90&${layers}`,
  )
  await clickMapCentre(page)
  await page.waitForURL(new RegExp(`select=building:${id}`))
  await page.getByRole('tab', { name: 'Households' }).click()
  await moveAbout(page)
  await search(page)
  await measure(page)
  await saveScreenshot(page)
  await page.getByRole('button', { name: 'Statistics' }).click()
  await page.getByRole('table').waitFor()
  await administer(page)
  expect(consoleErrors).toEqual([])
  await expectItBites(page, consoleErrors)
  await page.context().close()
}, 240_000)

test('the description of the API is read without the browser refusing anything of it', async () => {
  const { page, consoleErrors } = await openRecordedPage(browser, server.url)
  await page.goto(`${server.url}/docs/`)
  await page.getByText('Ways to sign in').waitFor()
  expect(consoleErrors).toEqual([])
  await page.context().close()
})

async function moveAbout(page: Page): Promise<void> {
  await page.mouse.move(450, 300)
  await page.mouse.down()
  await page.mouse.move(510, 340, { steps: 3 })
  await page.mouse.up()
  await page.mouse.wheel(0, -400)
  await waitUntilSettled(page)
}

async function search(page: Page): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.type('hy')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
}

async function measure(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Measure' }).click()
  await page.getByRole('menuitem', { name: 'Distance' }).click()
  await page.getByRole('region', { name: 'Distance' }).waitFor()
  await page.mouse.click(320, 200)
  await page.mouse.click(340, 480)
  await expect.poll(() => page.locator('output').first().innerText()).toMatch(/\d/)
  await page.keyboard.press('Escape')
}

async function saveScreenshot(page: Page): Promise<void> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a screenshot' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.png$/)
}

async function administer(page: Page): Promise<void> {
  await page.context().request.post(`${server.url}/api/v1/session/demo`, {
    data: { role: 'administrator' },
  })
  for (const section of ['accounts', 'audit']) {
    await page.goto(`${server.url}/?admin=${section}`)
    await page.getByRole('table').first().waitFor()
  }
}

/** The policy is in force: what is planted in the page does not run, and the browser says so. */
async function expectItBites(page: Page, consoleErrors: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "planted"'
    document.head.append(script)
    const button = document.createElement('button')
    button.setAttribute('onclick', 'document.title = "planted"')
    document.body.append(button)
    button.click()
  })
  await expect
    .poll(() => consoleErrors.filter((text) => text.includes('Content Security Policy')).length)
    .toBeGreaterThanOrEqual(2)
  expect(await page.title()).not.toBe('planted')
}
