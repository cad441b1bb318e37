import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../server/config.ts'
import { loadKeyring } from '../../server/privacy/keyring.ts'
import { createSealer } from '../../server/privacy/sealing.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap, type PageRecord } from '../helpers/browser.ts'
import { openPage } from '../helpers/city-page.ts'

interface SamplePerson {
  personId: number
  buildingId: number
  dwellingId: number
  name: string
  masked: string
  phone: string
}

let server: AppServer
let browser: Browser
let sample: SamplePerson

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowserWithoutMap()
  const { rows } = await server.pool.query(`
    SELECT person_id AS "personId", building_id AS "buildingId", dwelling_id AS "dwellingId",
      name, name_masked AS masked, phone_sealed AS sealed
    FROM person JOIN household USING (household_id) JOIN dwelling USING (dwelling_id)
    WHERE phone_sealed IS NOT NULL AND relation_to_head = 'head'
    ORDER BY person_id LIMIT 1`)
  const { sealed, ...person } = rows[0]
  const { piiKey, dataDir } = loadConfig()
  const sealer = createSealer(await loadKeyring(piiKey, dataDir))
  sample = { ...person, phone: sealer.open(person.personId, 'phone', sealed) }
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function closing(record: PageRecord, act: (page: Page) => Promise<void>): Promise<void> {
  await act(record.page)
  expect(record.consoleErrors).toEqual([])
  expect(record.foreignRequests).toEqual([])
  await record.page.context().close()
}

const openDwelling = (role: 'operator' | 'grid-leader' | 'hotline-agent') =>
  openPage(
    browser,
    server.url,
    `select=building:${sample.buildingId}&dwelling=${sample.dwellingId}`,
    { role },
  )
const purpose = 'Visit to verify the record'

describe('a personal field', () => {
  test('is shown to an operator who says what for, and the administrator finds that in the audit', async () => {
    await closing(await openDwelling('operator'), async (page) => {
      const members = page.getByRole('list', { name: 'Members' }).first()
      await members.waitFor()
      expect(await members.innerText()).not.toContain(sample.phone)
      await members.getByRole('button', { name: `Show Phone of ${sample.masked}` }).click()
      const dialog = page.getByRole('dialog')
      const confirm = dialog.getByRole('button', { name: 'Show', exact: true })
      expect(await confirm.isDisabled()).toBe(true)
      await dialog.getByText(purpose).click()
      await confirm.click()
      await members.getByText(sample.phone).waitFor()
      expect(await members.innerText()).not.toContain(sample.name)

      // Remembered for this one dwelling only: another selection forgets it.
      await page.getByRole('button', { name: 'Close the dwelling' }).click()
      await page.goBack()
      await members.waitFor()
      expect(await members.innerText()).not.toContain(sample.phone)
      expect(page.url()).not.toContain(sample.phone)
    })
    const administrator = await openPage(browser, server.url, '', { role: 'administrator' })
    await closing(administrator, async (page) => {
      await page.getByTestId('account-menu').click()
      await page.getByRole('menuitem', { name: 'Administration' }).click()
      await page.getByRole('button', { name: 'Audit', exact: true }).click()
      const list = page.getByRole('region', { name: 'Entries of the audit' })
      const row = list.getByRole('row').filter({ hasText: purpose })
      await row.waitFor()
      expect(await row.innerText()).toContain(`Resident ${sample.personId}`)
      expect(await list.innerText()).not.toContain(sample.masked)
      await row.getByRole('button', { name: `Resident ${sample.personId}` }).click()
      await page.getByText(`Entries about resident ${sample.personId}`).waitFor()
    })
  })

  test('that a role does not see has a lock that says so', async () => {
    await closing(await openDwelling('hotline-agent'), async (page) => {
      const members = page.getByRole('list', { name: 'Members' }).first()
      await members.getByRole('img', { name: 'Not for your role' }).first().waitFor()
      expect(await members.getByRole('button', { name: /Identity number/ }).count()).toBe(0)
    })
  })
})
