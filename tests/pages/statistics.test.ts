import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountRole } from '../../server/contract/access.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap } from '../helpers/browser.ts'
import { openPage } from '../helpers/city-page.ts'

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

async function readingStatistics(role: AccountRole, act: (page: Page) => Promise<void>) {
  const record = await openPage(browser, server.url, '', { role })
  await record.page.getByRole('button', { name: 'Statistics' }).click()
  await record.page.getByRole('table').waitFor()
  await act(record.page)
  expect(record.consoleErrors).toEqual([])
  await record.page.context().close()
}

describe('who reads the statistics', () => {
  test('as an administrator finds small numbers hidden and explained, sorts, and goes back', async () => {
    await readingStatistics('administrator', async (page) => {
      await page.getByText('Small numbers are hidden from your role.').waitFor()
      await page.getByRole('dialog').getByText('Grid', { exact: true }).click()
      await page.getByRole('cell', { name: '<5' }).first().waitFor()
      await page.getByRole('button', { name: '80+' }).click()
      const oldest = page.getByRole('columnheader', { name: '80+' })
      expect(await oldest.getAttribute('aria-sort')).toBe('descending')
      const link = page.getByRole('link', { name: 'Download CSV' })
      expect(await link.getAttribute('href')).toBe('/api/v1/statistics.csv?level=grid&by=age')
      await page.keyboard.press('Escape')
      await page.getByRole('table').waitFor({ state: 'detached' })
    })
  })

  test('as a zone worker gets the own zone in exact numbers', async () => {
    await readingStatistics('zone-worker', async (page) => {
      const { rows } = await server.pool.query<{ size: number }>(
        `SELECT count(*)::int AS size FROM person JOIN grid USING (grid_id)
         WHERE zone_id = (SELECT zone_id FROM account WHERE name = 'demo-zone-worker')`,
      )
      const size = new Intl.NumberFormat('en').format(rows[0]?.size ?? 0)
      expect(await page.getByRole('cell').first().textContent()).toBe(size)
      // The head and the one zone.
      expect(await page.getByRole('row').count()).toBe(2)
    })
  })
})
