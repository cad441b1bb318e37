import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from '../helpers/accessibility.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap, type PageRecord } from '../helpers/browser.ts'
import { openPage } from '../helpers/city-page.ts'

let server: AppServer
let browser: Browser
let shop: { id: number; name: string }
let record: PageRecord
let page: Page

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowserWithoutMap()
  const { rows } = await server.pool.query(
    `SELECT shop_id AS id, name FROM shop_state WHERE owner_id IS NOT NULL ORDER BY 1 LIMIT 1`,
  )
  shop = rows[0]
  record = await openPage(browser, server.url, `select=shop:${shop.id}`)
  page = record.page
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const dialog = () => page.getByRole('dialog')
const title = (name: string) => page.getByRole('heading', { name, exact: true })
const choose = async (act: string) => {
  await page.getByRole('button', { name: /^Record something about/ }).click()
  await page.getByRole('menuitem', { name: act }).click()
}

test('a shop changes its name by form, the history tells both, and the act is taken back', async () => {
  await title(shop.name).waitFor()
  expect(await page.getByText(/^9[123]390783MA/).count()).toBe(1)
  await page.getByRole('button', { name: /^Show name of/i }).waitFor()
  await choose('Changes its business')
  const confirm = dialog().getByRole('button', { name: 'Record', exact: true })
  expect(await confirm.isDisabled()).toBe(true)
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByText('Told by the shop').click()
  await dialog().getByLabel('Name on the sign').fill('新福源饭店')
  // Nothing changes before it was there.
  await dialog().getByLabel('Since').fill('1990-01-01')
  await confirm.click()
  await dialog()
    .getByText(/was not open yet/)
    .waitFor()
  await dialog().getByLabel('Since').fill('2026-01-05')
  await confirm.click()
  await title('新福源饭店').waitFor()
  await choose('History')
  const lines = dialog().getByRole('list', { name: 'What it was' }).getByRole('listitem')
  await expect.poll(() => lines.count()).toBe(2)
  await dialog().getByRole('button', { name: 'Take back' }).click()
  const undo = page.getByRole('dialog').filter({ hasText: 'Take the act back' })
  await undo.getByText('Recorded by mistake').click()
  await undo.getByRole('button', { name: 'Take back', exact: true }).last().click()
  await expect.poll(() => lines.count()).toBe(1)
  await undo.waitFor({ state: 'hidden' })
  await dialog().getByRole('button', { name: 'Close' }).click()
  await title(shop.name).waitFor()
  expect(record.foreignRequests).toEqual([])
})

test('a form that somebody else was quicker than is refused, and overwrites nothing', async () => {
  await choose('Changes its business')
  await dialog().getByText('Told by the shop').click()
  await dialog().getByLabel('Licence number').fill('')
  await server.pool.query('UPDATE shop SET name = $1 WHERE shop_id = $2', ['福源茶楼', shop.id])
  await title('福源茶楼').waitFor()
  await dialog().getByRole('button', { name: 'Record', exact: true }).click()
  await dialog()
    .getByText(/^Somebody else has changed it/)
    .waitFor()
  const name = dialog().getByLabel('Name on the sign')
  await expect.poll(() => name.inputValue()).toBe('福源茶楼')
  await dialog().getByRole('button', { name: 'Cancel' }).click()
  await dialog().waitFor({ state: 'hidden' })
})

test('a shop that has closed says who ran it last', async () => {
  await choose('Closes')
  await dialog().getByText('Told by the shop').click()
  await dialog().getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByText('Closed on', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^Show name of/i }).waitFor()
  expect(await page.getByText('not known').count()).toBe(0)
})
