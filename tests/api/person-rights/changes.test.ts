import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  identityNumber,
  openRightsDesk,
  type RightsDesk,
  reason,
  withCheck,
} from './rights-desk.ts'

let desk: RightsDesk

beforeAll(async () => {
  desk = await openRightsDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

describe('a correction', () => {
  test('changes the field, keeps what stood there, and is written down without values', async () => {
    expect(await desk.correct(1, 'name', ' 单大明 ')).toBe('done')
    const { rows } = await desk.database.pool.query(
      'SELECT name, pinyin, initials FROM person WHERE person_id = 1',
    )
    expect(rows[0]).toEqual({ name: '单大明', pinyin: 'shandaming', initials: 'sdm' })
    expect((await desk.report(1)).corrections).toEqual([
      expect.objectContaining({
        field: 'name',
        old: '王小明',
        new: '单大明',
        reason,
        by: 'operator',
      }),
    ])
    const entries = await desk.database.pool.query(
      `SELECT row_to_json(audit_entry)::text AS text FROM audit_entry WHERE action = 'person.correct'`,
    )
    expect(entries.rows.map(({ text }) => text).join()).not.toMatch(/王小明|单大明/)
  })

  test.each([
    ['sex', 'female'],
    ['birth-date', '1981-01-02'],
    ['registration', 'county'],
    ['phone', '+86 154 0783 1234'],
    ['identity-number', identityNumber],
  ])('of %s to %s stands in the report', async (field, value) => {
    expect(await desk.correct(1, field, value)).toBe('done')
    const [correction] = (await desk.report(1)).corrections
    expect(correction?.new?.replace(/\D/g, '')).toBe(value.replace(/\D/g, '').replace(/^86/, ''))
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
    expect(await desk.correct(1, field, value)).toBe(`wrong-${field}`)
  })

  test('to an identity identityNumber of another birth date is refused', async () => {
    expect(await desk.correct(1, 'identity-number', withCheck('39078319800502001'))).toBe(
      'identity-number-birth-date',
    )
  })

  test('to an identity identityNumber that somebody else has is refused', async () => {
    expect(await desk.correct(1, 'identity-number', identityNumber)).toBe('done')
    expect(await desk.correct(2, 'identity-number', identityNumber)).toBe('identity-number-taken')
  })

  test('that changes nothing is refused', async () => {
    expect(await desk.correct(1, 'name', '王小明')).toBe('nothing-to-correct')
    await desk.correct(1, 'phone', '15407831234')
    expect(await desk.correct(1, 'phone', '154-0783-1234')).toBe('nothing-to-correct')
    expect(await desk.correct(2, 'phone', null)).toBe('nothing-to-correct')
  })

  test('stores numbers sealed only, before and after', async () => {
    await desk.correct(1, 'phone', '15407831234')
    await desk.correct(1, 'phone', '15407839999')
    const { rows } = await desk.database.pool.query(
      `SELECT old_text, new_text, old_sealed::text || new_sealed::text AS sealed
       FROM person_correction ORDER BY person_correction_id DESC LIMIT 1`,
    )
    expect(rows[0]).toMatchObject({ old_text: null, new_text: null })
    expect(Buffer.from(rows[0].sealed.replaceAll('\\x', ''), 'hex').toString()).not.toMatch(/15407/)
  })
})

describe('an erasure', () => {
  const counts = async () =>
    (await desk.database.pool.query('SELECT household_count, person_count FROM building')).rows[0]

  test('is refused while the person lives in a dwelling', async () => {
    const answer = await desk.send('POST', '2/erasure', { reason })
    expect(answer.json()).toMatchObject({ status: 409, type: '/problems/person-lives-here' })
  })

  test('of who has moved out leaves nothing but who, when and why', async () => {
    await desk.correct(2, 'name', '李大婷')
    await desk.correct(2, 'phone', '15407831234')
    await desk.database.pool.query(
      `UPDATE residence SET valid = '[2019-03-04,2024-01-01)' WHERE person_id = 2`,
    )
    await desk.database.pool.query('UPDATE person SET household_id = NULL WHERE person_id = 2')
    expect((await desk.send('POST', '2/erasure', { reason })).statusCode).toBe(204)
    const { rows } = await desk.database.pool.query('SELECT * FROM person WHERE person_id = 2')
    expect(rows[0]).toMatchObject({
      name: '',
      pinyin: '',
      birth_date: '1980-01-01',
      phone_sealed: null,
      phone_index: null,
      phone_masked: null,
      household_id: null,
    })
    expect(await desk.report(2)).toMatchObject({
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
    await desk.send('POST', '2/erasure', { reason, isFalseEntry: true })
    expect(await counts()).toEqual({ household_count: 1, person_count: 1 })
    await desk.send('POST', '1/erasure', { reason, isFalseEntry: true })
    expect(await counts()).toEqual({ household_count: 0, person_count: 0 })
    const { rows } = await desk.database.pool.query(
      'SELECT upper(valid) <= current_date AS over FROM residence',
    )
    expect(rows.every(({ over }) => over)).toBe(true)
  })

  test('of a head of others is refused until somebody else is head', async () => {
    const erase = () => desk.send('POST', '1/erasure', { reason, isFalseEntry: true })
    expect((await erase()).json().type).toBe('/problems/head-erased')
    await desk.database.pool.query(
      `UPDATE person SET relation_to_head = 'unrelated' WHERE person_id = 1`,
    )
    expect((await erase()).statusCode).toBe(204)
  })

  test('is final: nothing of the person is revealed, corrected or erased again', async () => {
    await desk.send('POST', '2/erasure', { reason, isFalseEntry: true })
    expect(await desk.correct(2, 'name', '李婷')).toBe('person-erased')
    expect((await desk.send('POST', '2/erasure', { reason })).json().type).toBe(
      '/problems/person-erased',
    )
    const reveal = await desk.send('POST', '2/reveal', { fields: ['name'], purpose: reason })
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
      const client = await desk.app.pool.connect()
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
