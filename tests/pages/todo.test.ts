import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from '../helpers/accessibility.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap } from '../helpers/browser.ts'
import { openPage } from '../helpers/city-page.ts'

let server: AppServer
let browser: Browser

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowserWithoutMap()
  // However young the demonstration city is, some have not been visited for a while.
  await server.pool.query(
    `UPDATE residence SET verified_on = current_date - 800 WHERE household_id % 100 = 0`,
  )
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Households that nobody has verified for a year, asked of the database as its owner. */
async function countOverdue(grids: string): Promise<string> {
  const { rows } = await server.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT household_id FROM residence
       WHERE kind = 'lives' AND upper_inf(valid) AND household_id IS NOT NULL AND grid_id IN (${grids})
       GROUP BY household_id HAVING max(verified_on) < current_date - interval '1 year') AS one`,
  )
  return rows[0]!.count.toLocaleString('en')
}

describe('the to-do lists', () => {
  test('lead from the number to the row to the place, and back to the row', async () => {
    const { page, consoleErrors } = await openPage(browser, server.url)
    await page.getByRole('button', { name: 'To do' }).click()
    const kind = page.locator('button[data-kind="unverified-households"]')
    const overdue = await countOverdue('SELECT grid_id FROM grid')
    await kind.getByText(overdue, { exact: true }).waitFor()
    expect(await page.locator('button[data-kind="likely-duplicates"]').isDisabled()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await kind.click()
    const rows = page.getByRole('list', { name: 'Not verified for a year' })
    await rows.getByRole('button').first().waitFor()
    expect(await rows.getByRole('button').count()).toBeLessThan(60)
    // Past the first page of a hundred: further rows are fetched when they come into sight.
    for (let turn = 0; turn < 4; turn++) {
      await rows.evaluate((list) => list.parentElement?.scrollTo(0, list.scrollHeight))
      await page.waitForTimeout(150)
    }
    const row = rows.getByRole('button').last()
    const text = await row.innerText()
    await row.click()
    await page.waitForURL(/select=building:\d+&dwelling=\d+/)
    await page.getByRole('gridcell', { selected: true }).waitFor()
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await rows.getByText(text.split('\n')[1]!, { exact: true }).first().waitFor()
    expect(consoleErrors).toEqual([])
    await page.context().close()
  })

  test('are of the own area, and only for who keeps the registry', async () => {
    const { page } = await openPage(browser, server.url, '', { role: 'grid-leader' })
    await page.getByRole('button', { name: 'To do' }).click()
    const kind = page.locator('button[data-kind="unverified-households"] em')
    await kind.waitFor()
    expect(await kind.innerText()).toBe(
      await countOverdue(
        `SELECT grid_id FROM account WHERE role = 'grid-leader' AND is_demonstration`,
      ),
    )
    await page.context().close()
    const { page: other } = await openPage(browser, server.url, '', { role: 'hotline-agent' })
    await other.getByRole('combobox', { name: 'Search' }).waitFor()
    expect(await other.getByRole('button', { name: 'To do' }).count()).toBe(0)
    await other.context().close()
  })
})
