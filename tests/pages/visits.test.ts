import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from '../helpers/accessibility.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap, type PageRecord } from '../helpers/browser.ts'
import { openPage } from '../helpers/city-page.ts'

let server: AppServer
let browser: Browser
let record: PageRecord
let page: Page

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

beforeAll(async () => {
  server = await startAppServer('city')
  // A clock that is put forward must not lock the screen.
  await server.pool.query('UPDATE access_setting SET screen_lock_minutes = 240')
  browser = await launchBrowserWithoutMap()
  record = await openPage(browser, server.url, 'visits=round', { ...phone, role: 'grid-leader' })
  page = record.page
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const patience = { timeout: 30_000, interval: 200 }
const rows = () => page.locator('button[data-household]')
const state = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
const countVisits = async () =>
  Number((await server.pool.query('SELECT count(*) FROM visit')).rows[0].count)

const outcomesOf = async (household: number) => {
  const found = await server.pool.query(
    'SELECT outcome FROM visit WHERE household_id = $1 ORDER BY visit_id',
    [household],
  )
  return found.rows.map(({ outcome }) => outcome)
}

/** Writes down a visit to the household at this place of the list. */
async function visit(place: number, steps: readonly (string | RegExp)[]): Promise<void> {
  await rows().nth(place).tap()
  for (const step of steps) await page.getByText(step, { exact: true }).tap()
  await page.getByRole('button', { name: 'Save visit' }).tap()
  await rows().first().waitFor()
}

describe('a grid leader with a phone', () => {
  test('sees who is due, building by building, and how far the round is', async () => {
    await rows().first().waitFor()
    await page.getByText(/^0 of \d+ visited this quarter$/).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await rows().first().tap()
    await page.getByRole('button', { name: 'Save visit' }).waitFor()
    expect(await page.getByRole('button', { name: 'Save visit' }).isDisabled()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Back to the round' }).tap()
  })

  test('writes down two visits without a network, which go by themselves when it is back', async () => {
    await page.context().setOffline(true)
    await visit(0, ['Somebody met', 'As recorded'])
    await visit(1, ['Nobody home'])
    await state('2 waiting').waitFor()
    await state('No connection').waitFor()
    expect(await countVisits()).toBe(0)
    await page.context().setOffline(false)
    await state(/Nothing waits to be sent, last sent/).waitFor()
    const { rows: sent } = await server.pool.query(
      `SELECT outcome, is_verified FROM visit ORDER BY visit_id`,
    )
    expect(sent).toEqual([
      { outcome: 'met', is_verified: true },
      { outcome: 'nobody-home', is_verified: false },
    ])
    await page.getByText(/^1 of \d+ visited this quarter$/).waitFor()
  })

  test('reads why the server refused one, and writes it again when that is mended', async () => {
    const household = Number(await rows().first().getAttribute('data-household'))
    await page.clock.setFixedTime(Date.now() + 3_600_000)
    await visit(0, ['Would not talk'])
    await page.getByRole('button', { name: 'Written here (1)' }).tap()
    await page.getByText('the clock of the phone was ahead').waitFor()
    await page.getByRole('button', { name: 'Discard' }).tap()
    await page.getByRole('tooltip').getByRole('button', { name: 'Discard' }).tap()
    await page.getByText('Everything has arrived').waitFor()
    await page.clock.setFixedTime(Date.now())
    await page.getByRole('button', { name: 'Round', exact: true }).tap()
    await visit(0, ['Would not talk'])
    await expect.poll(() => outcomesOf(household), patience).toEqual(['nobody-home', 'refused'])
  })

  test('sees both versions where the household has changed meanwhile', async () => {
    await page.getByRole('button', { name: 'Round', exact: true }).tap()
    await page.context().setOffline(true)
    const household = Number(await rows().first().getAttribute('data-household'))
    await visit(0, ['Somebody met', 'As recorded'])
    await server.pool.query(
      `UPDATE person SET relation_to_head = 'unrelated'
       WHERE person_id = (SELECT max(person_id) FROM person WHERE household_id = $1)`,
      [household],
    )
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Written here (1)' }).tap()
    await page.getByText('Seen on the visit').waitFor()
    await page.getByText('In the register when it arrived').waitFor()
    await page.getByRole('button', { name: 'I have seen it' }).tap()
    await page.getByRole('button', { name: 'To settle' }).tap()
    await page.getByRole('button', { name: 'The register is right' }).tap()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Asked the household by phone').tap()
    await dialog.getByRole('button', { name: 'The register is right' }).tap()
    await page.getByText('Nothing is to be settled').waitFor()
  })

  test('sees of many open visits the newest, and all that are older when asked for', async () => {
    const { rows: made } = await server.pool.query(
      `INSERT INTO visit (operation_id, household_id, dwelling_id, account_id, visited_at, outcome,
         is_verified, seen, is_clash, is_open)
       SELECT gen_random_uuid(), household_id, dwelling_id, account_id, visited_at, 'nobody-home',
         false, seen, false, true
       FROM (SELECT * FROM visit ORDER BY visit_id DESC LIMIT 1) AS last, generate_series(1, 51)
       RETURNING visit_id AS id`,
    )
    await page.reload()
    const cards = page.getByRole('article')
    await expect.poll(() => cards.count(), patience).toBe(50)
    await page.getByRole('button', { name: 'Show older ones' }).tap()
    await expect.poll(() => cards.count(), patience).toBe(51)
    const ids = made.map(({ id }) => id)
    await server.pool.query('DELETE FROM visit WHERE visit_id = ANY ($1)', [ids])
  })
})

test('a form that was begun is there again behind a locked screen, and an old answer ends no new session', async () => {
  let end: (() => Promise<void>) | undefined
  const problem = { type: '/problems/not-signed-in', title: '', status: 401 }
  await page.route('**/api/v1/visits/operations', (route) => {
    end = () => route.fulfill({ status: 401, json: problem })
  })
  await page.getByRole('button', { name: 'Round', exact: true }).tap()
  await visit(0, ['Nobody home'])
  await expect.poll(() => end !== undefined, patience).toBe(true)
  await rows().nth(1).tap()
  const household = Number(/stop-(\d+)/.exec(page.url())?.[1])
  await page.getByText('Nobody home', { exact: true }).tap()
  await page.getByLabel('Notes').fill('dog')
  // Nobody touches it for longer than the session allows.
  await page.clock.setFixedTime(Date.now() + 5 * 3_600_000)
  await page.getByTestId('lock-screen').waitFor()
  await page.clock.setFixedTime(Date.now())
  await page.getByRole('button', { name: 'Go on with the demonstration' }).tap()
  await expect.poll(() => page.getByLabel('Notes').inputValue(), patience).toBe('dog')
  await end?.()
  await page.unroute('**/api/v1/visits/operations')
  await page.getByRole('button', { name: 'Save visit' }).tap()
  await state(/Nothing waits to be sent, last sent/).waitFor()
  expect(await outcomesOf(household)).toEqual(['nobody-home'])
  await page.locator(`[data-household="${household}"]`).tap()
  await page.getByText('Earlier visits').tap()
  await page.getByText('dog').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Back to the round' }).tap()
})

describe('what is written on a phone and not sent', () => {
  test('is hidden from who signs in meanwhile, and goes when its writer is back', async () => {
    await page.getByRole('button', { name: 'Round', exact: true }).tap()
    const before = await countVisits()
    await page.route('**/api/v1/visits/operations', (route) => route.abort())
    await visit(0, ['Dwelling empty'])
    await state('1 waiting').waitFor()
    await signIn('zone-worker')
    await page.goto(`${server.url}/?test&quality=coarse&visits=outbox`)
    await page.getByText('Everything has arrived').waitFor()
    await page.unroute('**/api/v1/visits/operations')
    await page.reload()
    await page.getByText('Everything has arrived').waitFor()
    expect(await countVisits()).toBe(before)
    await signIn('grid-leader')
    await page.reload()
    await state(/last sent/).waitFor()
    await expect.poll(countVisits, patience).toBe(before + 1)
    const { rows: sent } = await server.pool.query(
      `SELECT account.role FROM visit JOIN account USING (account_id) ORDER BY visit_id DESC LIMIT 1`,
    )
    expect(sent).toEqual([{ role: 'grid-leader' }])
  })

  test('goes by another window where the one that wrote it is closed', async () => {
    const before = await countVisits()
    const other = await page.context().newPage()
    await other.goto(`${server.url}/?test&quality=coarse&visits=round`)
    await other.getByRole('status').filter({ hasText: 'Nothing waits' }).waitFor()
    await page.route('**/api/v1/visits/operations', (route) => route.abort())
    await page.getByRole('button', { name: 'Round', exact: true }).tap()
    await visit(0, ['Dwelling empty'])
    await expect.poll(countVisits, patience).toBe(before + 1)
    // The other window hears the answer before it is closed, and this one hears of it.
    await expect.poll(async () => (await keptRows()).entries, patience).toBe(0)
    await state('Nothing waits').waitFor()
    await other.close()
    await page.unroute('**/api/v1/visits/operations')
  })

  test('does not come back where it was discarded while it was on its way', async () => {
    let answer: (() => Promise<void>) | undefined
    await page.route('**/api/v1/visits/operations', (route) => {
      const { operations } = route.request().postDataJSON()
      const refused = { result: 'refused', visitId: null, visit: null }
      const problem = { code: 'visit-in-future', title: '', path: null }
      const [{ operationId }] = operations
      answer = () => route.fulfill({ json: { results: [{ operationId, ...refused, problem }] } })
    })
    await visit(0, ['Dwelling empty'])
    await page.getByRole('button', { name: 'Written here (1)' }).tap()
    await page.getByRole('button', { name: 'Discard' }).tap()
    await page.getByRole('tooltip').getByRole('button', { name: 'Discard' }).tap()
    await page.getByText('Everything has arrived').waitFor()
    await expect.poll(() => answer !== undefined, patience).toBe(true)
    await answer?.()
    await page.getByRole('button', { name: 'Send now' }).waitFor({ state: 'hidden' })
    await page.unroute('**/api/v1/visits/operations')
    await page.reload()
    await page.getByText('Everything has arrived').waitFor()
    expect((await keptRows()).entries).toBe(0)
  })

  test('is asked about at signing out, which takes everything off the device', async () => {
    await page.route('**/api/v1/visits/operations', (route) => route.abort())
    await page.getByRole('button', { name: 'Round', exact: true }).tap()
    await visit(0, ['Dwelling empty'])
    await state('1 waiting').waitFor()
    await page.getByRole('button', { name: 'Back to the map' }).tap()
    await page.getByTestId('account-menu').tap()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).tap()
    await page.getByRole('dialog', { name: '1 visit has not been sent' }).waitFor()
    await page.getByRole('button', { name: 'Stay signed in' }).tap()
    await page.getByTestId('account-menu').tap()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).tap()
    await page.getByRole('button', { name: 'Sign out and lose them' }).tap()
    await page.getByRole('heading', { name: 'Digital Community' }).waitFor()
    expect(await keptRows()).toEqual({ entries: 0, rounds: 0, sent: 0 })
  })

  test('of the round leaves the device after half a day, before anybody has signed in', async () => {
    await signIn('grid-leader')
    await page.goto(`${server.url}/?test&quality=coarse&visits=round`)
    await expect.poll(keptRows, patience).toMatchObject({ rounds: 1 })
    await page.context().clearCookies()
    await page.clock.setFixedTime(Date.now() + 13 * 3_600_000)
    await page.reload()
    await expect.poll(keptRows, patience).toEqual({ entries: 0, rounds: 0, sent: 0 })
  })

  async function signIn(role: string): Promise<void> {
    const { request } = page.context()
    await request.post(`${server.url}/api/v1/session/demo`, { data: { role } })
  }

  /** How much the browser keeps, of whomever. */
  const keptRows = () =>
    page.evaluate(
      () =>
        new Promise<Record<string, number>>((resolve, reject) => {
          const opening = indexedDB.open('digital-community-visits')
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = async () => {
            const names = ['entries', 'rounds', 'sent']
            const counted = names.map(
              (name) =>
                new Promise<[string, number]>((done) => {
                  const asked = opening.result.transaction(name).objectStore(name).count()
                  asked.onsuccess = () => done([name, asked.result])
                }),
            )
            resolve(Object.fromEntries(await Promise.all(counted)))
            opening.result.close()
          }
        }),
    )
})
