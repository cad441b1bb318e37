import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listEmptyHomes } from '../../scripts/make-roster/read-households.ts'
import { checkCharacter } from '../../server/contract/identity-number.ts'
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

const numberOf = (day: string, order: number) => {
  const first17 = `390783${day}${order}`
  return first17 + checkCharacter(first17)
}

/** Two people for an empty home, one whose number Excel has rounded; one header is unusual. */
async function makeFile(): Promise<Buffer> {
  const [home] = await listEmptyHomes(server.pool, 1)
  const { estate, building, unit, floor, door } = home!
  const where = `${estate},${building},${unit},${floor}${String(door).padStart(2, '0')}`
  return Buffer.from(
    [
      '小区,楼号,单元,房号,称呼,与户主关系,身份证号,性别',
      `${where},新来的,户主,${numberOf('19800501', 989)},男`,
      `${where},新来她,配偶,${numberOf('19810502', 988)},女`,
      `${where},新小孩,子,3.90783E+17,男`,
    ].join('\n'),
  )
}

async function choose(page: Page, buffer: Buffer): Promise<void> {
  await page.getByLabel('File', { exact: true }).setInputFiles({
    ...{ name: 'roster.csv', mimeType: 'text/csv', buffer },
  })
}

test('a roster is mapped, checked, applied; its rejects come back; the whole of it is undone', async () => {
  const { page, consoleErrors } = await openPage(browser, server.url)
  await page
    .getByRole('button', { name: /Operator/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Import rosters' }).click()
  await choose(page, await makeFile())

  await page.getByText('Still needed: Name.').waitFor()
  expect(await page.getByRole('button', { name: 'Check the file' }).isDisabled()).toBe(true)
  await page.getByLabel('Name', { exact: true }).selectOption('称呼')
  await page.getByText('新来的 · 新来她').waitFor()
  await page.getByLabel('Remember these columns as').fill('Reception desk')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Check the file' }).click()

  await page.getByRole('tab', { name: /2\s*new/ }).waitFor()
  await page.getByRole('tab', { name: /1\s*rejected/ }).click()
  await page.getByText(/Excel has turned the identity number/).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).click()
  const text = await readDownload(await download)
  expect(text).toContain('新小孩,子,3.90783E+17,男,"Excel has turned')
  expect(text).not.toContain('新来的')

  await page.getByRole('button', { name: 'Apply 2 rows' }).click()
  await page.getByText('Households · applied').waitFor()
  expect(await countPeople()).toBe(2)

  await page.getByRole('button', { name: 'Undo the import' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Wrong file')
  await dialog.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByText(/Households · undone/).waitFor()
  expect(await countPeople()).toBe(0)

  await page.getByRole('button', { name: 'All imports' }).click()
  await page.getByRole('button', { name: /roster\.csv.*undone/ }).waitFor()
  await page.getByRole('button', { name: 'New import' }).click()
  await choose(page, await makeFile())
  await page.getByLabel('Columns used before').selectOption('Reception desk')
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('称呼')
  expect(consoleErrors).toEqual([])
  await page.context().close()
})

test('a file that is none says how to mend it, on a phone in Chinese too', async () => {
  const { page } = await openPage(browser, server.url, 'registry=import&lang=zh-CN', {
    viewport: { width: 390, height: 844 },
  })
  await page.getByLabel('文件', { exact: true }).setInputFiles({
    ...{ name: '名册.xls', mimeType: 'application/vnd.ms-excel' },
    buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  })
  await page.getByText(/另存为不带密码的 \.xlsx/).waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)
  await page.context().close()
})

test('whoever is bound to an area finds no import', async () => {
  const { page } = await openPage(browser, server.url, 'registry=import', { role: 'zone-worker' })
  await page.getByRole('treeitem').first().waitFor()
  expect(await page.getByRole('heading', { name: 'Import a roster' }).count()).toBe(0)
  await page.context().close()
})

async function countPeople(): Promise<number> {
  const { rows } = await server.pool.query(
    `SELECT count(*)::int AS count FROM person WHERE name LIKE '新来_' AND household_id IS NOT NULL`,
  )
  return rows[0].count
}

async function readDownload(download: { createReadStream(): Promise<NodeJS.ReadableStream> }) {
  let text = ''
  for await (const chunk of await download.createReadStream()) text += chunk
  return text
}
