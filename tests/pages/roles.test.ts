import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AccountRole, accountRoles } from '../../server/contract/access.ts'
import { listTiles } from '../api/building-tiles/list-tiles.ts'
import { readGlb, readView } from '../api/building-tiles/read-glb.ts'
import { type AppServer, startAppServer } from '../helpers/app-server.ts'
import { launchBrowserWithoutMap } from '../helpers/browser.ts'
import { householdsOf, openPage } from '../helpers/city-page.ts'
import {
  type PartOfTheCity,
  readPartOfTheCity,
  type SampleBuilding,
} from '../helpers/part-of-the-city.ts'

let server: AppServer
let browser: Browser

beforeAll(async () => {
  server = await startAppServer('city')
  // Tree, search and panels need no map; of the map, what it would draw is read.
  browser = await launchBrowserWithoutMap()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe.each(accountRoles)('%s', (role) => {
  test('signs in with one click and sees exactly its part of the tree, the map, the search and the panels', async () => {
    const part = await readPartOfTheCity(server.pool, role)
    const { page, foreignRequests } = await openPage(browser, server.url, '', {
      role: null,
      viewport: { width: 1000, height: 900 },
    })
    await page.locator(`button[data-role="${role}"]`).click()
    await expectTree(page, part)
    await expectSearch(page, part)
    await expectBuildingTiles(page, part)
    await expectGroundTiles(page, part)
    await expectPanels(page, role, part)
    expect(foreignRequests).toEqual([])
    await page.context().close()
  })
})

/** The communities, beneath the first its zones, beneath the first of these its grids. */
async function expectTree(page: Page, { communities, zones, grids }: PartOfTheCity): Promise<void> {
  const namesAt = (level: string) =>
    page.locator(`[role="treeitem"][data-level="${level}"] > span[title]`).allInnerTexts()
  await page.getByRole('treeitem').first().waitFor()
  expect(await namesAt('community')).toEqual(communities)
  await page.getByRole('tree').focus()
  for (const key of ['Home', 'ArrowRight', 'ArrowDown', 'ArrowRight'])
    await page.keyboard.press(key)
  await page.locator('[role="treeitem"][data-level="grid"]').first().waitFor()
  expect(await namesAt('grid')).toEqual(grids)
  // What is far below is not drawn, but counted.
  const drawn = await namesAt('zone')
  expect(drawn).toEqual(zones.slice(0, drawn.length))
  const first = page.locator('[role="treeitem"][data-level="zone"]').first()
  expect(await first.getAttribute('aria-setsize')).toBe(String(zones.length))
}

async function expectSearch(page: Page, { inside, outside }: PartOfTheCity): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Search' })
  await box.fill(inside.gridCode)
  const found = page.getByRole('option')
  await found.first().waitFor()
  expect(await found.count()).toBe(1)
  if (!outside) return
  await box.fill(outside.gridCode)
  await page.getByText(`Nothing found for “${outside.gridCode}”`).waitFor()
  expect(await found.count()).toBe(0)
}

/** What the page would get, with its cookie. */
async function load(page: Page, path: string): Promise<Buffer> {
  const answer = await page.context().request.get(`${server.url}${path}`)
  expect(answer.status(), path).toBeLessThan(300)
  return answer.body()
}

/** Both levels of an area; of the whole city the coarse one, which holds each building too. */
async function expectBuildingTiles(page: Page, part: PartOfTheCity): Promise<void> {
  const folder = '/3d-tiles/buildings'
  const { root } = JSON.parse(String(await load(page, `${folder}/tileset.json`)))
  const tiles = listTiles(root).filter(({ content }) => content)
  const idsOf = async (isCoarse: boolean) => {
    const ids: number[] = []
    for (const { content } of tiles.filter(({ children }) => Boolean(children) === isCoarse)) {
      const glb = readGlb(await load(page, `${folder}/${content!.uri}`))
      const table = glb.json.extensions.EXT_structural_metadata.propertyTables[0]!
      const bytes = await readView(glb, table.properties.id!.values)
      for (let row = 0; row < table.count; row += 1) ids.push(bytes.readUInt32LE(row * 4))
    }
    return ids.sort((a, b) => a - b)
  }
  expect(await idsOf(true)).toEqual(part.buildingIds)
  if (!part.isWholeCity) expect(await idsOf(false)).toEqual(part.buildingIds)
}

/** Streets and land are everybody's; of the buildings on them, those of the own part only. */
async function expectGroundTiles(page: Page, part: PartOfTheCity): Promise<void> {
  const { mapVersion } = JSON.parse(String(await load(page, '/api/v1/overview')))
  const buildingsAt = async (place: SampleBuilding) => {
    const body = await load(
      page,
      `/tiles/${mapVersion}/street,land-use,water,building/${toTile(place)}.mvt`,
    )
    const { street, building } = new VectorTile(new PbfReader(body)).layers
    expect(street?.length).toBeGreaterThan(0)
    return Array.from({ length: building?.length ?? 0 }, (_, at) =>
      Number(building!.feature(at).properties.id),
    )
  }
  const own = new Set(part.buildingIds)
  const [here, there] = [
    await buildingsAt(part.inside),
    await buildingsAt(part.outside ?? part.inside),
  ]
  expect(here).toContain(part.inside.id)
  expect([...here, ...there].filter((id) => !own.has(id))).toEqual([])
}

function toTile({ lon, lat }: SampleBuilding): string {
  const side = 2 ** 15
  const north = Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI
  return `15/${Math.floor(((lon + 180) / 360) * side)}/${Math.floor(((1 - north) / 2) * side)}`
}

const fieldNames: Record<string, string> = {
  name: 'Name',
  'birth-date': 'Born',
  'identity-number': 'Identity number',
  phone: 'Phone',
}

/** A building with its homes; of the first member there, locks that open for the own fields only. */
async function expectPanels(page: Page, role: AccountRole, part: PartOfTheCity): Promise<void> {
  const { inside, outside, revealableFields } = part
  const show = ({ id, dwellingId }: SampleBuilding) =>
    page.goto(`${server.url}/?test&quality=coarse&select=building:${id}&dwelling=${dwellingId}`)
  await show(inside)
  const members = page.getByRole('list', { name: 'Members' })
  if (role === 'administrator') {
    await householdsOf(page).getByText('not shown to your role').waitFor()
    expect(await members.count()).toBe(0)
  } else {
    await householdsOf(page).getByText(String(inside.households), { exact: true }).waitFor()
    const locks = members
      .first()
      .getByRole('listitem')
      .first()
      .getByRole('button', { name: /^Show/ })
    const wanted = revealableFields.map((field) => fieldNames[field]).sort()
    await locks.first().waitFor()
    const labels = await locks.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? ''),
    )
    expect(labels.map((label) => label.replace(/^Show | of .*$/g, '')).sort()).toEqual(wanted)
  }
  if (!outside) return
  await show(outside)
  await page.getByText('There is no such building').first().waitFor()
  expect(await members.count()).toBe(0)
}
