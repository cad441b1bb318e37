import { readFile } from 'node:fs/promises'
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
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('a list as a file', () => {
  test('is made for who says what for, and says so itself', async () => {
    const { rows } = await server.pool.query(
      `SELECT building_id AS id, person_count AS persons FROM building
       WHERE household_count BETWEEN 10 AND 40 ORDER BY building_id LIMIT 1`,
    )
    const { id, persons } = rows[0]
    const { page, consoleErrors } = await openPage(browser, server.url, `select=building:${id}`)
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'Residents' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export: Residents' })
    const make = dialog.getByRole('button', { name: 'Export' })
    expect(await make.isDisabled()).toBe(true)
    await dialog.getByText('CSV').click()
    await dialog.getByLabel('What for').fill('Quarterly check')
    expect(await seriousFindings(page)).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), make.click()])
    expect(download.suggestedFilename()).toMatch(/^persons-\d{4}-\d\d-\d\d-\d+\.csv$/)
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines[0]).toContain('for: Quarterly check')
    expect(lines).toHaveLength(persons + 2)
    await dialog.waitFor({ state: 'hidden' })
    expect(consoleErrors).toEqual([])
    await page.context().close()
  })

  test('is not offered to who may not read the registry', async () => {
    const { rows } = await server.pool.query(
      'SELECT building_id AS id FROM building WHERE household_count > 10 LIMIT 1',
    )
    const { page } = await openPage(browser, server.url, `select=building:${rows[0].id}`, {
      role: 'administrator',
    })
    await page.getByRole('button', { name: 'Fly there' }).waitFor()
    expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0)
    await page.context().close()
  })
})
