import type { Browser, BrowserContextOptions } from 'playwright-core'
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
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

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

describe('the page without WebGL', () => {
  let building: { id: number; other: number }

  beforeAll(async () => {
    const { rows } = await server.pool.query(
      `SELECT min(building_id) AS id, max(building_id) AS other
       FROM building WHERE household_count > 20`,
    )
    building = rows[0]
  })

  const open = async (query: string, options: BrowserContextOptions = {}) => {
    const { page } = await openPage(browser, server.url, query, options)
    await page.getByText(/WebGL/).first().waitFor()
    return page
  }

  test('keeps lists and panels, and does not load the program of the map', async () => {
    const page = await open('')
    await page.getByRole('treeitem').first().click()
    await page.waitForURL(/select=community:/)
    const programs = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    )
    expect(programs.some((name) => /assets\/index-/.test(name))).toBe(true)
    expect(programs.filter((name) => /assets\/(cesium|map-view)-/.test(name))).toEqual([])
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)(
    'has no serious finding in its %s states',
    async (theme) => {
      const query = `select=building:${building.id}&hide=${building.other}`
      const page = await open(query, { colorScheme: theme })
      await page.getByRole('grid').waitFor()
      for (const tab of [/households/i, /shops/i, /facts/i]) {
        await page.getByRole('tab', { name: tab }).click()
        expect(await seriousFindings(page)).toEqual([])
      }
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.keyboard.press('/')
      await page.keyboard.type('hy')
      await page.getByRole('option').first().waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /legend and layers/i }).click()
      await page.getByRole('button', { name: /hidden buildings/i }).click()
      await page.getByRole('heading', { name: /hidden buildings/i }).waitFor()
      expect(await seriousFindings(page)).toEqual([])
      await page.context().close()
    },
  )

  test('says that the server does not answer, and goes on when it does', async () => {
    const page = await open('')
    await page.getByRole('treeitem').first().waitFor()
    await page.route('**/*', (route) => route.abort())
    await page.keyboard.press('/')
    await page.keyboard.type('hy')
    const banner = page.getByText(/no connection to the server/i)
    await banner.waitFor()
    await page.getByRole('treeitem').first().click()
    await page.waitForURL(/select=community:/)
    await page.getByRole('main').getByRole('button', { name: 'Try again' }).first().click()
    expect(await banner.isVisible()).toBe(true)
    await page.unroute('**/*')
    // It asks again by itself.
    await banner.waitFor({ state: 'hidden' })
    await page.getByRole('combobox').first().focus()
    await page.getByRole('option').first().waitFor()
    await page.context().close()
  })

  test('rewrites the language that the address asks for when another is chosen', async () => {
    const page = await open('lang=en')
    await page.getByRole('button', { name: /language/i }).click()
    await page.getByRole('menuitem', { name: '中文' }).click()
    await page.waitForURL(/lang=zh-CN/)
    await page.reload()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page.context().close()
  })

  test('lets the sheet of a phone be dragged open and shut', async () => {
    const page = await open(`select=building:${building.id}`, {
      viewport: { width: 390, height: 844 },
    })
    const sheet = page.getByRole('complementary', { name: 'Details' })
    const height = async () => (await sheet.boundingBox())?.height ?? 0
    const dragGrip = async (toY: number) => {
      // Playwright waits here until the sheet stands still.
      await page.getByRole('button', { name: /height of the details/i }).hover()
      await page.mouse.down()
      await page.mouse.move(195, toY, { steps: 5 })
      await page.mouse.up()
    }
    await dragGrip(120)
    await expect.poll(height).toBeGreaterThan(700)
    await dragGrip(820)
    await expect.poll(height).toBeLessThan(120)
    await page.context().close()
  })
})
