import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap, openRecordedPage } from '../helpers/browser.ts'
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

const ownPassword = 'brass kettle on the lake'

describe('an administrator and a new colleague', () => {
  test('a zone worker gets an account, chooses a password and sees the own zone only', async () => {
    const { rows } = await server.pool.query<{ community: string; zone: string; grids: string[] }>(
      `SELECT community.name AS community, zone.name AS zone,
         array_agg(grid.name ORDER BY grid.code) AS grids
       FROM zone JOIN community USING (community_id) JOIN grid USING (zone_id)
       GROUP BY community.code, community.name, zone.code, zone.name
       ORDER BY community.code DESC, zone.code DESC LIMIT 1`,
    )
    const { community, zone, grids } = rows[0]!
    const { page, consoleErrors } = await openPage(browser, server.url, 'admin=accounts', {
      role: 'administrator',
    })
    const password = await createZoneWorker(page, { community, zone })
    expect(consoleErrors).toEqual([])
    await page.context().close()

    const { page: own } = await openRecordedPage(browser, server.url)
    await own.goto(`${server.url}/?test&quality=coarse`)
    await own.getByLabel('Name').fill('new.worker')
    await own.getByLabel('Password').fill(password)
    await own.getByRole('button', { name: 'Sign in' }).click()
    await own.getByRole('heading', { name: 'Choose your own password' }).waitFor()
    expect(await own.locator('canvas').count()).toBe(0)
    await own.getByLabel('Present password').fill(password)
    await own.getByLabel('New password', { exact: true }).fill(ownPassword)
    await own.getByLabel('The new one again').fill(ownPassword)
    await own.getByRole('button', { name: 'Change the password' }).click()
    // One community, of it one zone, and its grids.
    await own.getByRole('treeitem').first().waitFor()
    expect(await own.getByRole('treeitem').count()).toBeLessThanOrEqual(2 + grids.length)
    expect(await own.getByRole('treeitem').first().innerText()).toContain(community)
    const seen = await own.evaluate(async () => {
      const ask = async (path: string) =>
        (await (await fetch(path)).json()).features.map(
          ({ properties }: { properties: { name: string } }) => properties.name,
        ) as string[]
      return { zones: await ask('/api/v1/zones'), grids: await ask('/api/v1/grids') }
    })
    expect(seen.zones).toEqual([zone])
    expect(seen.grids.sort()).toEqual([...grids].sort())
    await own.context().close()
  })
})

describe('a screen that nobody touches', () => {
  test('hides everything, holds no session, and opens again at the same place', async () => {
    const { page } = await openRecordedPage(browser, server.url)
    await page.clock.install()
    await page.context().request.post(`${server.url}/api/v1/session/demo`, {
      data: { role: 'administrator' },
    })
    await page.goto(`${server.url}/?admin=roles`)
    await page.getByRole('columnheader', { name: 'Grid leader' }).waitFor()
    await page.clock.fastForward('09:00')
    expect(await page.getByRole('columnheader').count()).toBeGreaterThan(0)
    await page.clock.fastForward('02:00')
    await page.getByTestId('lock-screen').waitFor()
    expect(await page.getByRole('columnheader').count()).toBe(0)
    await expect
      .poll(async () => (await page.context().request.get(`${server.url}/api/v1/session`)).status())
      .toBe(401)
    await page.getByRole('button', { name: 'Go on with the demonstration' }).click()
    await page.getByRole('columnheader', { name: 'Grid leader' }).waitFor()
    await page.context().close()
  })
})

async function createZoneWorker(page: Page, area: { community: string; zone: string }) {
  await page.getByRole('button', { name: 'New account' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Name to sign in with').fill('new.worker')
  await drawer.getByLabel('Name on screen').fill('新社工')
  await drawer.getByLabel('Role').click()
  await page.getByTitle('Zone worker', { exact: true }).click()
  await drawer.getByLabel('Area').click()
  await page.getByRole('menuitemcheckbox', { name: area.community, exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: area.zone, exact: true }).click()
  await drawer.getByRole('button', { name: 'New account' }).click()
  const password = await page.getByTestId('secret').innerText()
  await page.getByRole('button', { name: 'I have handed it over' }).click()
  await page.getByRole('button', { name: '新社工' }).waitFor()
  return password
}
