import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap } from '../helpers/browser.ts'
import { householdsOf, openPage } from '../helpers/city-page.ts'

let server: AppServer
let browser: Browser

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowserWithoutMap()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('what one person records appears in the windows of another, also in the second one', async () => {
  const { rows } = await server.pool.query<{
    buildingId: number
    dwellingId: number
    personId: number
    count: number
  }>(`
    SELECT building_id AS "buildingId", dwelling_id AS "dwellingId", person_id AS "personId",
      building.household_count AS count
    FROM person JOIN household USING (household_id) JOIN dwelling USING (dwelling_id)
    JOIN building USING (building_id)
    WHERE relation_to_head = 'head' AND building.household_count BETWEEN 20 AND 60
    ORDER BY person_id LIMIT 1`)
  const sample = rows[0]!
  const query = `select=building:${sample.buildingId}&dwelling=${sample.dwellingId}`
  const { page, consoleErrors } = await openPage(browser, server.url, query)
  const second = await page.context().newPage()
  await second.goto(page.url())
  for (const window of [page, second]) {
    await householdsOf(window).getByText(String(sample.count), { exact: true }).waitFor()
    await window.getByRole('list', { name: 'Members' }).first().waitFor()
  }

  const other = await openPage(browser, server.url)
  const { request } = other.page.context()
  const known = await request.get(`${server.url}/api/v1/residences?person=${sample.personId}`)
  const answer = await request.post(`${server.url}/api/v1/persons/${sample.personId}/move-out`, {
    headers: { 'if-match': known.headers().etag ?? '' },
    data: {
      ...{ happenedOn: new Date().toISOString().slice(0, 10), source: 'report' },
      ...{ isWholeHousehold: true, reason: 'The family left the city' },
    },
  })
  expect(answer.status()).toBe(200)

  for (const window of [page, second]) {
    await householdsOf(window)
      .getByText(String(sample.count - 1), { exact: true })
      .waitFor()
    await window.getByRole('list', { name: 'Members' }).first().waitFor({ state: 'detached' })
  }
  // On a slow machine the household that has gone may be asked for once more.
  expect(consoleErrors.filter((text) => !text.includes('404'))).toEqual([])
})
