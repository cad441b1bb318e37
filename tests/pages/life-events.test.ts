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
let daughter: Sample
let groom: Sample
let record: PageRecord
let page: Page

/** Somebody of age whose name nobody else has, in a dwelling of one household that nobody rents. */
async function findSample(relation: string, sex: string, persons: number): Promise<Sample> {
  const { rows } = await server.pool.query<Sample>(
    `SELECT person_id AS "personId", dwelling.building_id AS "buildingId",
       dwelling_id AS "dwellingId", name, name_masked AS masked
     FROM person JOIN household USING (household_id) JOIN dwelling USING (dwelling_id)
     WHERE relation_to_head = $1 AND sex = $2 AND person_id < 30000 AND char_length(name) = 3
       AND birth_date BETWEEN '1975-01-01' AND '2002-01-01'
       AND (SELECT count(*) FROM person AS other
         WHERE other.household_id = household.household_id) = $3
       AND (SELECT count(*) FROM household AS other
         WHERE other.dwelling_id = dwelling.dwelling_id) = 1
       AND (SELECT count(*) FROM person AS other WHERE other.name COLLATE "C" = person.name) = 1
       AND NOT EXISTS (SELECT FROM residence AS link
         WHERE link.dwelling_id = dwelling.dwelling_id AND link.kind = 'tenant')
     ORDER BY person_id LIMIT 1`,
    [relation, sex, persons],
  )
  return rows[0]!
}

beforeAll(async () => {
  server = await startAppServer('city')
  browser = await launchBrowserWithoutMap()
  daughter = await findSample('child', 'female', 3)
  groom = await findSample('head', 'male', 1)
  record = await openPage(browser, server.url, toQuery(daughter))
  page = record.page
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const toQuery = ({ buildingId, dwellingId }: Sample) =>
  `select=building:${buildingId}&dwelling=${dwellingId}`
const card = () => page.getByRole('region', { name: /^Dwelling / })
const members = () => card().getByRole('list', { name: 'Members' })
const dialog = () => page.getByRole('dialog')
const patience = { timeout: 30_000, interval: 200 }

async function begin(menu: string, act: string): Promise<void> {
  await card().getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: act, exact: true }).click()
  await dialog().waitFor()
}

async function find(field: string, { name, masked }: Sample): Promise<void> {
  await dialog().getByLabel(field, { exact: true }).fill(name)
  await page.locator('.ant-select-item-option').filter({ hasText: masked }).click()
}

/** @param daysAgo when it happened */
async function confirm(daysAgo = 0): Promise<void> {
  const day = new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)
  await dialog().getByLabel('Happened on').fill(day)
  await dialog().getByText('Told by the household').click()
  await dialog().getByRole('button', { name: 'Record', exact: true }).click()
  await dialog().waitFor({ state: 'detached' })
}

describe('an operator records by form', () => {
  test('a marriage: the husband joins the household of the parents', async () => {
    await begin(`Acts about ${daughter.masked}`, 'Marries')
    await find('Marries', groom)
    await dialog().getByText(`Together in the household of ${daughter.masked}`).click()
    // What he becomes there is filled in.
    await dialog().getByText('Child-in-law').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    // A stay that begins on a day cannot end on it.
    await confirm(9)
    await members()
      .getByText(/^Child-in-law · male/)
      .waitFor()
    await expect.poll(() => members().getByRole('listitem').count(), patience).toBe(4)
  })

  test('a split: the couple has a household of its own in the same dwelling', async () => {
    await begin('Acts about the household', 'Household splits')
    for (const { masked } of [daughter, groom]) {
      await dialog().getByRole('checkbox', { name: masked, exact: true }).check()
    }
    await confirm(6)
    await expect.poll(() => members().count(), patience).toBe(2)
    await expect
      .poll(
        () =>
          members()
            .getByText(/^Head · /)
            .count(),
        patience,
      )
      .toBe(2)
  })

  test('a lease, which begins and ends', async () => {
    await begin('Lease, owner', 'Lease begins')
    await dialog().getByRole('checkbox', { name: groom.masked, exact: true }).check()
    await confirm(3)
    const tenants = members().getByText(/Tenant/)
    await expect.poll(() => tenants.count(), patience).toBe(1)
    await begin('Lease, owner', 'Lease ends')
    expect(await dialog().getByRole('checkbox', { name: groom.masked }).isChecked()).toBe(true)
    await confirm()
    await expect.poll(() => tenants.count(), patience).toBe(0)
  })

  test('all that without a complaint', () => {
    expect(record.consoleErrors).toEqual([])
  })
})

describe('of two people on one record', () => {
  test('the second sees what was, what is and what they were about to record', async () => {
    await begin(`Acts about ${groom.masked}`, 'Leaves the city')
    await dialog().getByText('Found on a visit').click()
    await dialog().getByLabel('Note').fill('Left for Qingdao')

    const other = await openPage(browser, server.url, toQuery(daughter))
    const { request } = other.page.context()
    const path = `${server.url}/api/v1/persons/${groom.personId}`
    const known = await request.get(path)
    const answer = await request.post(`${path}/register-at`, {
      headers: { 'if-match': known.headers().etag ?? '' },
      data: {
        ...{ happenedOn: new Date().toISOString().slice(0, 10), source: 'document' },
        ...{ reason: 'Household register', dwellingId: null, registrationPlace: 'province' },
      },
    })
    expect(answer.status()).toBe(200)

    await dialog().getByRole('button', { name: 'Record', exact: true }).click()
    const picture = dialog().getByRole('table')
    const registration = picture.getByRole('row', { name: /^Registration/ })
    await registration.getByText('elsewhere in the province').waitFor()
    const home = picture.getByRole('row', { name: /^Home/ })
    await home.getByText('Leaves the city').waitFor()
    expect(await seriousFindings(page)).toEqual([])

    // Nothing that was typed is lost, and it can be recorded upon the new state.
    await dialog().getByRole('button', { name: 'Change my entry' }).click()
    expect(await dialog().getByLabel('Note').inputValue()).toBe('Left for Qingdao')
    await dialog().getByRole('button', { name: 'Record', exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(() => card().getByText(groom.masked).count(), patience).toBe(0)
  })
})
