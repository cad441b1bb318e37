import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { clickMapCentre, householdsOf, lookDownAt, openCity } from '../helpers/city-page.ts'
import { readPartOfTheCity, type SampleBuilding } from '../helpers/part-of-the-city.ts'

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

test('the map of a grid leader opens a building of the own grid, and tells nothing of the next one', async () => {
  const { inside, outside } = await readPartOfTheCity(server.pool, 'grid-leader')
  const lookingDownAt = ({ lon, lat }: SampleBuilding) => `at=${lon},${lat},420,0,-90`
  const { page, consoleErrors } = await openCity(browser, server.url, lookingDownAt(inside), {
    role: 'grid-leader',
  })
  await clickMapCentre(page)
  await page.waitForURL(new RegExp(`select=building:${inside.id}(&|$)`))
  await householdsOf(page).getByText(String(inside.households), { exact: true }).waitFor()

  await lookDownAt(page, outside!, 420)
  await clickMapCentre(page)
  // Where nothing is, a click lets go of what was chosen.
  await page.waitForURL((url) => !url.search.includes('select='))
  expect(consoleErrors).toEqual([])
})
