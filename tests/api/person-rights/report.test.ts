import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashToken } from '../../../server/http/acting.ts'
import { signInAs } from '../../helpers/test-app.ts'
import { identityNumber, openRightsDesk, type RightsDesk, reason, reportOf } from './rights-desk.ts'

let desk: RightsDesk
let administrator: { cookie: string }

beforeAll(async () => {
  desk = await openRightsDesk()
  administrator = await signInAs(desk.database.pool, 'administrator')
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

describe('the report for a resident', () => {
  test('holds everything in clear for who may reveal it, and counts as one reveal', async () => {
    await desk.correct(1, 'phone', '154 0783 1234')
    await desk.correct(1, 'identity-number', identityNumber)
    const held = await desk.report(1)
    expect(held).toMatchObject({
      name: '王小明',
      birthDate: '1980-05-01',
      identityNumber,
      phone: '15407831234',
      clearFields: ['name', 'birth-date', 'identity-number', 'phone'],
      residences: [{ kind: 'lives', from: '2019-03-04', until: null, address: '1号楼 1-101' }],
    })
    expect(held.looks[0]).toMatchObject({
      by: 'operator',
      role: 'operator',
      action: 'person.reveal',
      purpose: reason,
      fields: ['name', 'birth-date', 'identity-number', 'phone'],
    })
  })

  test('tells who looked, masked lists once a day with how often', async () => {
    for (let round = 0; round < 3; round++) await desk.app.inject('/api/v1/households/1')
    const { looks } = await desk.report(2)
    expect(looks.filter(({ action }) => action === 'household.read')).toEqual([
      expect.objectContaining({ by: 'operator', count: expect.any(Number), fields: [] }),
    ])
    expect(looks.find(({ action }) => action === 'household.read')?.count).toBeGreaterThanOrEqual(3)
  })

  test('tells of shops and visits, with the words of a visit where they are about nobody else', async () => {
    await desk.database.pool.query(`
      WITH made AS (
        INSERT INTO shop (building_id, name, trade, legal_form, opened_on, geom)
        SELECT building_id, '小卖部', '62', 'individual', '2020-02-01', ST_PointOnSurface(geom)
        FROM building WHERE building_id = 1 RETURNING shop_id)
      SELECT FROM made`)
    await desk.database.pool.query('UPDATE shop_state SET owner_id = 1')
    await desk.database.pool.query(`
      INSERT INTO visit (operation_id, household_id, dwelling_id, account_id, visited_at, outcome,
        is_verified, notes, seen, is_clash, is_open)
      SELECT gen_random_uuid(), 1, dwelling_id, (SELECT min(account_id) FROM account), day, 'met',
        true, '门铃坏了', seen::jsonb, false, false
      FROM household, (VALUES (timestamptz '2026-01-02 10:00Z', '[{"personId":1}]'),
        ('2026-01-01 10:00Z', '[{"personId":1},{"personId":2}]')) AS one (day, seen)
      WHERE household_id = 1;
      INSERT INTO visit_finding (visit_id, step, kind, person_id, note)
      SELECT max(visit_id), 1, 'phone-changed', 1, '换号' FROM visit`)
    const { shops, visits } = await desk.report(1)
    expect(shops).toMatchObject([{ name: '小卖部', from: '2020-02-01', until: null }])
    expect(visits.map(({ notes, hasNotes }) => [notes, hasNotes])).toEqual([
      ['门铃坏了', true],
      [null, true],
    ])
    expect(visits.flatMap(({ findings }) => findings)).toEqual([
      { kind: 'phone-changed', note: '换号' },
    ])
    const masked = JSON.stringify(await desk.report(1, administrator))
    expect(masked).not.toMatch(/门铃坏了|换号/)
    expect((await desk.report(2)).shops).toEqual([])
  })

  test('is masked for an administrator, also in its history', async () => {
    await desk.correct(1, 'name', '王大明')
    await desk.correct(1, 'phone', '15407831234')
    const held = await desk.report(1, administrator)
    expect(held).toMatchObject({
      name: '王*明',
      birthDate: expect.stringMatching(/^\d\d–\d\d$/),
      phone: '154******34',
      clearFields: [],
      residences: [{ address: null }],
      corrections: [
        { field: 'phone', isClear: false, old: null, new: null },
        { field: 'name', isClear: false, old: null, new: null },
      ],
    })
    expect(JSON.stringify(held)).not.toMatch(/王小明|王大明|15407831234|1980-05-01/)
  })

  test('stays masked while the data is restricted', async () => {
    await desk.send('POST', '1/restriction', { reason })
    expect(await desk.report(1)).toMatchObject({
      name: '王*明',
      clearFields: [],
      restriction: { reason },
    })
    expect((await desk.send('DELETE', '1/restriction', { reason })).statusCode).toBe(204)
    expect(await desk.report(1)).toMatchObject({ name: '王小明', restriction: null })
  })

  test('is limited in rate together with single reveals', async () => {
    await desk.database.pool.query('UPDATE access_setting SET reveals_per_hour = 1')
    await desk.report(1)
    const request = reportOf(1)
    expect((await desk.app.inject(request)).statusCode).toBe(429)
    const masked = await desk.app.injectBare({ ...request, headers: administrator })
    expect(masked.statusCode).toBe(200)
  })

  test('is written down, so no link and no reload of an address asks for it', async () => {
    const { url } = reportOf(1)
    for (const path of [url, `${url}?purpose=${encodeURIComponent(reason)}`]) {
      expect((await desk.app.inject(path)).statusCode).toBe(405)
    }
    const inQuery = await desk.app.inject({ ...reportOf(1), url: `${url}?purpose=x` })
    expect(inQuery.json().type).toBe('/problems/invalid-input')
  })

  test('is refused to who has no such right, and of nobody within reach', async () => {
    for (const role of [
      'zone-worker',
      'grid-leader',
      'hotline-agent',
      'department-user',
    ] as const) {
      const headers = await signInAs(desk.database.pool, role)
      expect((await desk.app.injectBare({ ...reportOf(1), headers })).statusCode, role).toBe(403)
    }
    expect((await desk.app.inject(reportOf(999))).json()).toMatchObject({
      type: '/problems/person-not-found',
    })
  })

  test('of an operator bound to a community ends at its border', async () => {
    const headers = await signInOutside()
    expect((await desk.app.injectBare({ ...reportOf(1), headers })).statusCode).toBe(404)
    const write = await desk.app.injectBare({
      ...{ method: 'POST', url: '/api/v1/persons/1/corrections', headers },
      payload: { field: 'name', value: '王大明', reason },
    })
    expect(write.statusCode).toBe(404)
  })
})

/** An operator of another community than the residents live in. */
async function signInOutside(): Promise<{ cookie: string }> {
  const { pool } = desk.database
  await pool.query(
    `INSERT INTO community (community_id, code, name, pinyin, initials)
     VALUES (2, '390783001002', '月光社区', 'yueguang', 'yg')`,
  )
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    `WITH outsider AS (
       INSERT INTO account (name, display_name, role, community_id)
       VALUES ('outsider', '月光操作员', 'operator', 2) RETURNING account_id)
     INSERT INTO account_session (account_id, token_hash) SELECT account_id, $1 FROM outsider`,
    [hashToken(token)],
  )
  return { cookie: `digital_community_session=${token}` }
}
