import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PersonReport } from '../../server/contract/person-rights.ts'
import { checkCharacter } from '../../server/features/persons/identity-number.ts'
import {
  createBuilding,
  createHousehold,
  createPerson,
  createSmallCity,
} from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
let administrator: { cookie: string }

beforeAll(async () => {
  database = await createTestDatabase('empty')
  app = await openTestApp(database)
  await createSmallCity(database.pool, [
    [0, 0, 2, 4],
    [2, 0, 4, 4],
  ])
  administrator = await signInAs(database.pool, 'administrator')
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})
beforeEach(async () => {
  await database.pool.query('TRUNCATE building CASCADE')
  await database.pool.query('TRUNCATE person RESTART IDENTITY CASCADE')
  await database.pool.query('UPDATE access_setting SET reveals_per_hour = 1000')
  await createBuilding(database.pool, 1, [0.5, 1, 1, 2], 2)
  await createHousehold(database.pool, 1, 101)
  await createPerson(database.pool, 1, 'head')
  await createPerson(database.pool, 1, 'spouse', '李婷')
  await database.pool.query(
    `INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
     SELECT person_id, 101, 'lives', '[2019-03-04,)', 'visit' FROM person`,
  )
})

const reason = '居民本人要求'
const send = (method: 'POST' | 'DELETE', url: string, payload: object, headers = {}) =>
  app.inject({ method, url: `/api/v1/persons/${url}`, payload, headers })
const correct = async (id: number, field: string, value: string | null) => {
  const answer = await send('POST', `${id}/corrections`, { field, value, reason })
  return answer.statusCode === 204 ? 'done' : answer.json().type.replace('/problems/', '')
}
const report = async (id: number, headers?: { cookie: string }): Promise<PersonReport> => {
  const url = `/api/v1/persons/${id}/report?purpose=${encodeURIComponent(reason)}`
  return (await app.inject({ url, headers: headers ?? {} })).json()
}
const withCheck = (first17: string) => first17 + checkCharacter(first17)
const number = withCheck('39078319800501001')

describe('the report for a resident', () => {
  test('holds everything in clear for who may reveal it, and counts as one reveal', async () => {
    await correct(1, 'phone', '154 0783 1234')
    await correct(1, 'identity-number', number)
    const held = await report(1)
    expect(held).toMatchObject({
      name: '王小明',
      birthDate: '1980-05-01',
      identityNumber: number,
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
    for (let round = 0; round < 3; round++) await app.inject('/api/v1/households/1')
    const { looks } = await report(2)
    expect(looks.filter(({ action }) => action === 'household.read')).toEqual([
      expect.objectContaining({ by: 'operator', count: expect.any(Number), fields: [] }),
    ])
    expect(looks.find(({ action }) => action === 'household.read')?.count).toBeGreaterThanOrEqual(3)
  })

  test('is masked for an administrator, also in its history', async () => {
    await correct(1, 'name', '王大明')
    await correct(1, 'phone', '15407831234')
    const held = await report(1, administrator)
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
    await send('POST', '1/restriction', { reason })
    expect(await report(1)).toMatchObject({
      name: '王*明',
      clearFields: [],
      restriction: { reason },
    })
    expect((await send('DELETE', '1/restriction', { reason })).statusCode).toBe(204)
    expect(await report(1)).toMatchObject({ name: '王小明', restriction: null })
  })

  test('is limited in rate together with single reveals', async () => {
    await database.pool.query('UPDATE access_setting SET reveals_per_hour = 1')
    await report(1)
    const url = `/api/v1/persons/1/report?purpose=${encodeURIComponent(reason)}`
    expect((await app.inject(url)).statusCode).toBe(429)
    expect((await app.injectBare({ url, headers: administrator })).statusCode).toBe(200)
  })

  test('is refused to who has no such right, and of nobody within reach', async () => {
    const url = (id: number) => `/api/v1/persons/${id}/report?purpose=${encodeURIComponent(reason)}`
    for (const role of [
      'zone-worker',
      'grid-leader',
      'hotline-agent',
      'department-user',
    ] as const) {
      const headers = await signInAs(database.pool, role)
      expect((await app.injectBare({ url: url(1), headers })).statusCode, role).toBe(403)
    }
    expect((await app.inject(url(999))).json()).toMatchObject({
      type: '/problems/person-not-found',
    })
  })

  test('of an operator bound to a community ends at its border', async () => {
    await database.pool.query(`
      INSERT INTO community (community_id, code, name, pinyin, initials)
      VALUES (2, '390783001002', '月光社区', 'yueguang', 'yg') ON CONFLICT DO NOTHING`)
    await database.pool.query(`
      UPDATE account SET community_id = 2 WHERE name = 'test-operator'`)
    try {
      const headers = await signInAs(database.pool, 'operator')
      const url = `/api/v1/persons/1/report?purpose=${encodeURIComponent(reason)}`
      expect((await app.injectBare({ url, headers })).statusCode).toBe(404)
      const payload = { field: 'name', value: '王大明', reason }
      const write = {
        method: 'POST',
        url: '/api/v1/persons/1/corrections',
        payload,
        headers,
      } as const
      expect((await app.injectBare(write)).statusCode).toBe(404)
    } finally {
      await database.pool.query(
        `UPDATE account SET community_id = NULL WHERE name = 'test-operator'`,
      )
      const { rows } = await database.pool.query(
        `SELECT count(*) FROM account_session JOIN account USING (account_id)
         WHERE name = 'test-operator' AND ended_at IS NULL`,
      )
      // A changed right ends the sessions; the tests go on with a new application.
      if (rows[0].count === 0) {
        await app.close()
        app = await openTestApp(database)
      }
    }
  })
})

describe('a correction', () => {
  test('changes the field, keeps what stood there, and is written down without values', async () => {
    expect(await correct(1, 'name', ' 单大明 ')).toBe('done')
    const { rows } = await database.pool.query(
      'SELECT name, pinyin, initials FROM person WHERE person_id = 1',
    )
    expect(rows[0]).toEqual({ name: '单大明', pinyin: 'shandaming', initials: 'sdm' })
    expect((await report(1)).corrections).toEqual([
      expect.objectContaining({
        field: 'name',
        old: '王小明',
        new: '单大明',
        reason,
        by: 'operator',
      }),
    ])
    const entries = await database.pool.query(
      `SELECT row_to_json(audit_entry)::text AS text FROM audit_entry WHERE action = 'person.correct'`,
    )
    expect(entries.rows.map(({ text }) => text).join()).not.toMatch(/王小明|单大明/)
  })

  test.each([
    ['sex', 'female'],
    ['birth-date', '1981-01-02'],
    ['registration', 'county'],
    ['phone', '+86 154 0783 1234'],
    ['identity-number', number],
  ])('of %s to %s stands in the report', async (field, value) => {
    expect(await correct(1, field, value)).toBe('done')
    const [correction] = (await report(1)).corrections
    expect(correction?.new?.replace(/\D/g, '')).toBe(value.replace(/\D/g, ''))
  })

  test.each([
    ['name', ' '],
    ['name', '<b>王</b>'],
    ['name', null],
    ['sex', 'other'],
    ['birth-date', '1980-02-30'],
    ['birth-date', '2999-01-01'],
    ['registration', 'moon'],
    ['phone', '12'],
    ['identity-number', '390783198005010018'],
    ['identity-number', '39078319800501'],
  ])('of %s to %s is refused in words', async (field, value) => {
    expect(await correct(1, field, value)).toBe(`wrong-${field}`)
  })

  test('to an identity number of another birth date is refused', async () => {
    expect(await correct(1, 'identity-number', withCheck('39078319800502001'))).toBe(
      'identity-number-birth-date',
    )
  })

  test('to an identity number that somebody else has is refused', async () => {
    expect(await correct(1, 'identity-number', number)).toBe('done')
    expect(await correct(2, 'identity-number', number)).toBe('identity-number-taken')
  })

  test('that changes nothing is refused', async () => {
    expect(await correct(1, 'name', '王小明')).toBe('nothing-to-correct')
    await correct(1, 'phone', '15407831234')
    expect(await correct(1, 'phone', '154-0783-1234')).toBe('nothing-to-correct')
    expect(await correct(2, 'phone', null)).toBe('nothing-to-correct')
  })

  test('stores numbers sealed only, before and after', async () => {
    await correct(1, 'phone', '15407831234')
    await correct(1, 'phone', '15407839999')
    const { rows } = await database.pool.query(
      `SELECT old_text, new_text, old_sealed::text || new_sealed::text AS sealed
       FROM person_correction ORDER BY person_correction_id DESC LIMIT 1`,
    )
    expect(rows[0]).toMatchObject({ old_text: null, new_text: null })
    expect(Buffer.from(rows[0].sealed.replaceAll('\\x', ''), 'hex').toString()).not.toMatch(/15407/)
  })
})

describe('an erasure', () => {
  const counts = async () =>
    (await database.pool.query('SELECT household_count, person_count FROM building')).rows[0]

  test('is refused while the person lives in a dwelling', async () => {
    const answer = await send('POST', '2/erasure', { reason })
    expect(answer.json()).toMatchObject({ status: 409, type: '/problems/person-lives-here' })
  })

  test('of who has moved out leaves nothing but who, when and why', async () => {
    await correct(2, 'name', '李大婷')
    await correct(2, 'phone', '15407831234')
    await database.pool.query(
      `UPDATE residence SET valid = '[2019-03-04,2024-01-01)' WHERE person_id = 2`,
    )
    await database.pool.query('UPDATE person SET household_id = NULL WHERE person_id = 2')
    expect((await send('POST', '2/erasure', { reason })).statusCode).toBe(204)
    const { rows } = await database.pool.query('SELECT * FROM person WHERE person_id = 2')
    expect(rows[0]).toMatchObject({
      name: '',
      pinyin: '',
      birth_date: '1980-01-01',
      phone_sealed: null,
      phone_index: null,
      phone_masked: null,
      household_id: null,
    })
    expect(await report(2)).toMatchObject({
      name: '',
      phone: null,
      clearFields: [],
      erasure: { by: 'operator', reason, wasFalseEntry: false },
      corrections: [
        { old: null, new: null },
        { old: null, new: null },
      ],
    })
    expect(await counts()).toEqual({ household_count: 1, person_count: 1 })
  })

  test('of a false record takes it out of its household and keeps the counts right', async () => {
    expect(await counts()).toEqual({ household_count: 1, person_count: 2 })
    await send('POST', '2/erasure', { reason, isFalseEntry: true })
    expect(await counts()).toEqual({ household_count: 1, person_count: 1 })
    await send('POST', '1/erasure', { reason, isFalseEntry: true })
    expect(await counts()).toEqual({ household_count: 0, person_count: 0 })
    const { rows } = await database.pool.query(
      'SELECT upper(valid) <= current_date AS over FROM residence',
    )
    expect(rows.every(({ over }) => over)).toBe(true)
  })

  test('is final: nothing of the person is revealed, corrected or erased again', async () => {
    await send('POST', '2/erasure', { reason, isFalseEntry: true })
    expect(await correct(2, 'name', '李婷')).toBe('person-erased')
    expect((await send('POST', '2/erasure', { reason })).json().type).toBe(
      '/problems/person-erased',
    )
    const reveal = await send('POST', '2/reveal', { fields: ['name'], purpose: reason })
    expect(reveal.statusCode).toBe(404)
  })
})

describe('what is written about rights', () => {
  test('is out of reach of the application but through its functions', async () => {
    for (const statement of [
      'SELECT * FROM person_correction',
      'SELECT * FROM person_erasure',
      `UPDATE person SET name = 'x'`,
      `SELECT lock_person_for_rights(1)`,
      'SELECT list_looks(1)',
    ]) {
      const client = await app.pool.connect()
      try {
        await client.query('BEGIN')
        await client.query('SET LOCAL ROLE digital_community_city')
        await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
      } finally {
        await client.query('ROLLBACK')
        client.release()
      }
    }
  })
})
