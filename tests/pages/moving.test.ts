import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from '../helpers/accessibility.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap, type PageRecord } from '../helpers/browser.ts'
import { openPage } from '../helpers/city-page.ts'

interface Sample {
  personId: number
  buildingId: number
  dwellingId: number
  name: string
  masked: string
}

let server: AppServer
let browser: Browser
let sample: Sample
let record: PageRecord
let page: Page

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowserWithoutMap()
  // A head with two others at home, whose name nobody else has.
  const { rows } = await server.pool.query<Sample>(`
    SELECT person_id AS "personId", building_id AS "buildingId", dwelling_id AS "dwellingId",
      name, name_masked AS masked
    FROM person JOIN household USING (household_id) JOIN dwelling USING (dwelling_id)
    WHERE relation_to_head = 'head' AND char_length(name) = 3 AND person_id < 1000
      AND (SELECT count(*) FROM person AS other WHERE other.household_id = household.household_id) = 3
      AND (SELECT count(*) FROM household AS other WHERE other.dwelling_id = dwelling.dwelling_id) = 1
      AND (SELECT count(*) FROM person AS other WHERE other.name = person.name) = 1
    ORDER BY person_id LIMIT 1`)
  sample = rows[0]!
  const query = `select=building:${sample.buildingId}&dwelling=${sample.dwellingId}`
  record = await openPage(browser, server.url, query)
  page = record.page
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const members = () => page.getByRole('list', { name: 'Members' }).first()
const membersShown = () => members().getByRole('listitem').count()
const patience = { timeout: 30_000, interval: 200 }
const dialog = () => page.getByRole('dialog')

/** Chooses in a list that opens below a field. */
async function choose(label: string, option: string | RegExp): Promise<void> {
  await dialog().getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

describe('an operator records', () => {
  test('that a head leaves the city, and who is head then', async () => {
    await expect.poll(membersShown, patience).toBe(3)
    await members()
      .getByRole('button', { name: `Acts about ${sample.masked}` })
      .click()
    await page.getByRole('menuitem', { name: 'Leaves the city' }).waitFor()
    // Escape closes the menu, and leaves the dwelling open.
    await page.keyboard.press('Escape')
    await page.getByRole('menuitem', { name: 'Leaves the city' }).waitFor({ state: 'hidden' })
    expect(await membersShown()).toBe(3)
    await members()
      .getByRole('button', { name: `Acts about ${sample.masked}` })
      .click()
    await page.getByRole('menuitem', { name: 'Leaves the city' }).click()
    const confirm = dialog().getByRole('button', { name: 'Record', exact: true })
    expect(await confirm.isDisabled()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await dialog().getByText('Told by the household').click()
    // Nobody leaves before having come.
    await dialog().getByLabel('Happened on').fill('1950-01-01')
    await confirm.click()
    await dialog().getByRole('alert').waitFor()
    await dialog().getByLabel('Happened on').fill(new Date().toISOString().slice(0, 10))
    await confirm.click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(membersShown, patience).toBe(2)
    expect(
      await members()
        .getByText(/^Head · /)
        .count(),
    ).toBe(1)
  })

  test('that they come back into their household, found by name', async () => {
    await page.getByRole('button', { name: 'Record a move in' }).click()
    await dialog().getByLabel('Who moves in').fill(sample.name)
    await page.locator('.ant-select-item-option').filter({ hasText: sample.masked }).click()
    await dialog()
      .getByText(/^Joins the household of/)
      .click()
    await choose('Relation to the head', 'Sibling')
    await dialog().getByText('Found on a visit').click()
    await dialog().getByRole('button', { name: 'Record', exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(membersShown, patience).toBe(3)
    await members()
      .getByText(/^Sibling · /)
      .waitFor()
  })

  test('and reads how it was on a day, and takes the last act back', async () => {
    await members()
      .getByRole('button', { name: `Acts about ${sample.masked}` })
      .click()
    await page.getByRole('menuitem', { name: 'Residences' }).click()
    const lines = dialog().getByRole('list', { name: 'Residences' })
    await lines
      .getByText(/ – now$/)
      .first()
      .waitFor()
    await dialog().getByLabel('As it was on').fill('1900-01-01')
    await dialog().getByText('Nothing is on record for that day').waitFor()
    await dialog().getByLabel('As it was on').fill('')
    await lines.getByRole('button', { name: 'Take back' }).click()
    const asking = page.getByRole('dialog', { name: 'Take the act back' })
    await asking.getByText('Recorded by mistake').click()
    await asking.getByRole('button', { name: 'Take back' }).click()
    await asking.waitFor({ state: 'detached' })
    // The history stays, though the panel no longer shows whose it is.
    await lines.getByRole('listitem').first().waitFor()
    await dialog().getByRole('button', { name: 'Close' }).click()
    await expect.poll(membersShown, patience).toBe(2)
  })

  test('and looks at the building as it was before', async () => {
    await page
      .getByRole('complementary', { name: 'Details' })
      .getByLabel('As of', { exact: true })
      .fill('2026-01-02')
    await expect.poll(membersShown, patience).toBe(3)
    expect(await page.getByRole('button', { name: 'Record a move in' }).count()).toBe(0)
    await page.waitForURL(/asOf=2026-01-02/)
    await page.reload()
    await expect.poll(membersShown, patience).toBe(3)
    await page.getByRole('button', { name: 'Back to today' }).first().click()
    await expect.poll(membersShown, patience).toBe(2)
  })

  test('all that with no more complaint than of what was refused', () => {
    expect(record.consoleErrors.filter((text) => !/422|409|404/.test(text))).toEqual([])
    expect(record.foreignRequests).toEqual([])
    expect(decodeURIComponent(page.url())).not.toContain(sample.name)
  })
})
