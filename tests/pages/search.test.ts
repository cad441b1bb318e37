import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap } from '../helpers/browser.ts'
import { openPage } from '../helpers/city-page.ts'

interface Sample {
  personId: number
  buildingId: number
  dwellingId: number
  name: string
  masked: string
  initials: string
  /** 阳光花园 3-2-1102 */
  address: string
}

let server: AppServer
let browser: Browser
let sample: Sample

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowserWithoutMap()
  // Somebody whom the initials name alone.
  const { rows } = await server.pool.query<Sample>(`
    SELECT person_id AS "personId", dwelling.building_id AS "buildingId",
      dwelling_id AS "dwellingId", person.name, name_masked AS masked, person.initials,
      concat(estate.name, ' ', replace(building.name, '号楼', ''), '-', dwelling_label(unit.number, floor, door)) AS address
    FROM person JOIN household USING (household_id) JOIN dwelling USING (dwelling_id)
    JOIN unit USING (unit_id) JOIN building ON building.building_id = dwelling.building_id
    JOIN estate USING (estate_id)
    WHERE building.name LIKE '%号楼' AND person.initials IN (
      SELECT initials FROM person WHERE char_length(initials) = 3
      GROUP BY initials HAVING count(*) = 1)
    ORDER BY person_id LIMIT 1`)
  sample = rows[0]!
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const boxOf = (page: Page) => page.getByRole('combobox', { name: 'Search' })

async function expectMarked(page: Page): Promise<void> {
  await page.waitForURL((url) => {
    const { searchParams } = url
    return (
      searchParams.get('select') === `building:${sample.buildingId}` &&
      searchParams.get('dwelling') === String(sample.dwellingId)
    )
  })
  await page.getByRole('gridcell', { selected: true }).waitFor()
  await page.getByRole('list', { name: 'Members' }).first().waitFor()
}

describe('the search box', () => {
  test('finds somebody by initials; Enter opens the building with the dwelling marked, and nothing of it is in any address', async () => {
    const { page, consoleErrors } = await openPage(browser, server.url)
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await boxOf(page).fill(sample.initials)
    const option = page.locator('[role="option"][data-kind="person"]')
    await option.first().waitFor()
    expect(await option.first().innerText()).toContain(sample.masked)
    expect(await page.content()).not.toContain(sample.name)
    // Past what stands before, if a place has these initials too.
    while (
      (await page.locator('[role="option"][aria-selected="true"]').getAttribute('data-kind')) !==
      'person'
    )
      await boxOf(page).press('ArrowDown')
    await boxOf(page).press('Enter')
    await expectMarked(page)
    expect(await boxOf(page).inputValue()).toBe('')
    expect(addresses.filter((url) => url.includes(sample.initials))).toEqual([])
    expect(consoleErrors).toEqual([])
    await page.context().close()
  })

  test('takes the way people write a dwelling, and opens it also where its building shows another tab', async () => {
    const { page, consoleErrors } = await openPage(
      browser,
      server.url,
      `select=building:${sample.buildingId}`,
    )
    await page.getByRole('tab', { name: 'Facts' }).click()
    await boxOf(page).fill(sample.address)
    await page.locator('[role="option"][data-kind="dwelling"]').waitFor()
    await boxOf(page).press('Enter')
    await expectMarked(page)
    expect(consoleErrors).toEqual([])
    await page.context().close()
  })

  test('tells that there are more, and an administrator of nobody', async () => {
    const { page } = await openPage(browser, server.url)
    await boxOf(page).fill('王')
    await page.getByText('There are more.').waitFor()
    await page.context().close()
    const { page: other } = await openPage(browser, server.url, '', { role: 'administrator' })
    await boxOf(other).fill(sample.initials)
    await other.getByRole('option').or(other.getByText('Nothing found')).first().waitFor()
    expect(await other.locator('[role="option"][data-kind="person"]').count()).toBe(0)
    await other.context().close()
  })
})
