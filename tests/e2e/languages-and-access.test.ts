import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowser, openRecordedPage } from '../helpers/browser.ts'
import { openPage } from '../helpers/city-page.ts'

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

async function seriousFindings(page: import('playwright-core').Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })
}

describe('the page speaks to everybody', () => {
  test('follows the browser into Chinese and into English', async () => {
    for (const [locale, words] of [
      ['zh-CN', /演示数据/],
      ['en-GB', /demonstration data/i],
    ] as const) {
      const { page } = await openPage(browser, server.url, '', { locale })
      await page.getByText(words).first().waitFor()
      expect(await page.locator('html').getAttribute('lang')).toMatch(locale.slice(0, 2))
      await page.context().close()
    }
  })

  test('has no serious accessibility finding, with and without a selection', async () => {
    const { rows } = await server.pool.query(
      'SELECT building_id AS id FROM building WHERE household_count > 20 LIMIT 1',
    )
    for (const query of ['', `select=building:${rows[0].id}`]) {
      const { page } = await openPage(browser, server.url, query)
      await page.getByRole('treeitem').first().waitFor()
      if (query) await page.getByRole('grid').waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await page.context().close()
    }
  })

  test('keeps lists and panels where there is no WebGL', async () => {
    const withoutWebGl = await launchBrowser(['--disable-gpu', '--disable-3d-apis'])
    const { page } = await openRecordedPage(withoutWebGl, server.url)
    await page.goto(`${server.url}/?test`)
    await page.getByText(/WebGL/).first().waitFor()
    await page.getByRole('treeitem').first().click()
    await page.waitForURL(/select=community:/)
    await withoutWebGl.close()
  })

  test('fits a phone', async () => {
    const { page } = await openPage(browser, server.url, '', {
      viewport: { width: 390, height: 844 },
    })
    await page.getByRole('combobox').first().waitFor()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await page.context().close()
  })
})
