import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StatisticsCell } from '../../../server/contract/statistics.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'
import { type Credentials, getTable } from './tables.ts'

let database: TestDatabase
let app: TestApp
let administrator: Credentials

beforeAll(async () => {
  database = await createTestDatabase('city')
  app = await openTestApp(database)
  administrator = await signInAs(database.pool, 'administrator')
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

describe('who may ask', () => {
  test('a zone worker for the own zone and its grids, and for nothing wider', async () => {
    const worker = await signInAs(database.pool, 'zone-worker')
    const { area } = (await app.injectBare({ url: '/api/v1/session', headers: worker })).json()
    const zones = await getTable(app, worker, 'zone', 'age')
    expect(zones.rows.map(({ id }) => id)).toEqual([area.id])
    expect(zones.isSuppressed).toBe(false)
    const grids = await getTable(app, worker, 'grid', 'age')
    expect(new Set(grids.rows.map(({ parentId }) => parentId))).toEqual(new Set([area.id]))
    expect((await getTable(app, worker, 'community', 'age')).rows).toEqual([])
    expect(zones.city).toBeNull()
  })

  test('nobody without the permission, and nobody unknown', async () => {
    for (const path of ['statistics', 'statistics.csv']) {
      const url = `/api/v1/${path}?level=zone&by=age`
      for (const role of ['grid-leader', 'hotline-agent'] as const) {
        const headers = await signInAs(database.pool, role)
        expect((await app.injectBare({ url, headers })).statusCode).toBe(403)
      }
      expect((await app.injectBare({ url })).statusCode).toBe(401)
    }
  })

  test('nobody for what is not offered', async () => {
    for (const query of [
      '',
      '?level=zone',
      '?level=building&by=age',
      '?level=zone&by=age&bbox=1',
    ]) {
      expect((await app.inject(`/api/v1/statistics${query}`)).statusCode).toBe(400)
    }
  })
})

describe('the answer', () => {
  test('holds while nothing changes, and not beyond', async () => {
    const url = '/api/v1/statistics?level=grid&by=sex'
    const before = await app.inject(url)
    const etag = String(before.headers.etag)
    const again = await app.inject({ url, headers: { 'if-none-match': etag } })
    expect(again.statusCode).toBe(304)
    const asAdministrator = { ...administrator, 'if-none-match': etag }
    expect((await app.injectBare({ url, headers: asAdministrator })).statusCode).toBe(200)
    await database.pool.query(
      `UPDATE person SET sex = CASE sex WHEN 'male' THEN 'female' ELSE 'male' END
       WHERE person_id = (SELECT min(person_id) FROM person WHERE grid_id IS NOT NULL)`,
    )
    const after = await app.inject({ url, headers: { 'if-none-match': etag } })
    expect(after.statusCode).toBe(200)
    expect(after.json()).not.toEqual(before.json())
  })

  test('comes as a file for a spreadsheet too', async () => {
    const url = '/api/v1/statistics.csv?level=zone&by=registration'
    const answer = await app.injectBare({ url, headers: administrator })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toContain('statistics-zone-registration.csv')
    const table = await getTable(app, administrator, 'zone', 'registration')
    const [header, ...lines] = answer.body.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(header).toBe('code,name,total,here,county,prefecture,province,elsewhere')
    expect(lines).toEqual(
      table.rows.map(({ code, name, total, cells }) =>
        [code, name, ...[total, ...cells].map(cellText)].join(','),
      ),
    )
  })
})

function cellText(cell: StatisticsCell): string {
  if ('value' in cell) return String(cell.value)
  return cell.kind === 'small' ? '<5' : '·'
}
