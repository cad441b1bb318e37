import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf } from '../../helpers/ask-as.ts'
import { HEADER, type ImportDesk, line, numberOf, openImportDesk } from './import-desk.ts'

let desk: ImportDesk

/** 王 and 李 with a child in 101, 赵 alone in 102. */
const wang = { 身份证号: numberOf('1980-05-01', 1) }
const li = { 身份证号: numberOf('1981-06-02', 2) }
const child = { 身份证号: numberOf('2010-03-04', 4) }
const zhao = { 身份证号: numberOf('1950-01-01', 5) }
const start = [
  line(1, '王小明', '户主', wang),
  line(1, '李小红', '妻', li),
  line(1, '王小花', '女', child),
  line(2, '赵大爷', '户主', zhao),
]

beforeEach(async () => {
  desk ??= await openImportDesk()
  await desk.query(
    'TRUNCATE import_batch, import_result, residence_past, residence, person_correction, life_event, person, household RESTART IDENTITY CASCADE',
  )
  await desk.apply(await desk.check([HEADER, ...start]))
})
afterAll(() => desk?.close())

const homes = () =>
  desk
    .query<{ name: string; home: number | null; relation: string }>(
      `SELECT name, dwelling_id AS home, relation_to_head AS relation
     FROM person LEFT JOIN household USING (household_id) WHERE erased_at IS NULL ORDER BY person_id`,
    )
    .then((rows) => rows.map(({ name, home, relation }) => `${name} ${home} ${relation}`))
const reasonsOf = async (batch: Parameters<ImportDesk['rowsOf']>[0]) =>
  [...(await desk.rowsOf(batch, 'ambiguous')), ...(await desk.rowsOf(batch, 'rejected'))].map(
    (row) => `${row.line} ${row.reasons.map(({ code }) => code).join(' ')}`,
  )

describe('an import moves people as a move does:', () => {
  test('a household that moves as a whole stays itself, with its history', async () => {
    const moved = start
      .slice(0, 3)
      .map((cells) =>
        cells.map((cell, index) =>
          HEADER[index] === '房号' ? '105' : HEADER[index] === '入住日期' ? '2024-02-01' : cell,
        ),
      )
    const before = await desk.snapshot()
    const batch = await desk.check([HEADER, ...moved])
    expect(batch.counts).toMatchObject({ changed: 3 })
    await desk.apply(batch)
    expect(await homes()).toEqual([
      '王小明 105 head',
      '李小红 105 spouse',
      '王小花 105 child',
      '赵大爷 102 head',
    ])
    expect(
      await desk.query('SELECT household_id, dwelling_id FROM household ORDER BY 1'),
    ).toContainEqual({ household_id: 1, dwelling_id: 105 })
    expect(
      await desk.query(
        `SELECT dwelling_id, valid::text FROM residence WHERE person_id = 1 ORDER BY valid`,
      ),
    ).toEqual([
      { dwelling_id: 101, valid: '(,2024-02-01)' },
      { dwelling_id: 105, valid: '[2024-02-01,)' },
    ])
    await desk.undo(batch)
    expect(await desk.snapshot()).toEqual(before)
    const [past] = await desk.query(
      'SELECT count(*)::int AS count FROM residence_past WHERE dwelling_id = 105',
    )
    expect(past).toEqual({ count: 3 })
  })

  test('two households change dwellings, one splits, one ends and comes back by undo', async () => {
    const before = await desk.snapshot()
    const batch = await desk.check([
      HEADER,
      line(2, '王小明', '户主', wang),
      line(2, '王小花', '女', child),
      line(1, '赵大爷', '户主', zhao),
      line(6, '李小红', '户主', li),
    ])
    expect(batch.counts).toMatchObject({ changed: 4, rejected: 0, ambiguous: 0 })
    await desk.apply(batch)
    expect(await homes()).toEqual([
      '王小明 102 head',
      '李小红 106 head',
      '王小花 102 child',
      '赵大爷 101 head',
    ])
    await desk.undo(batch)
    expect(await desk.snapshot()).toEqual(before)
  })

  test('nobody is left without a head, and nobody becomes a second one', async () => {
    const leaves = await desk.check([HEADER, line(7, '王小明', '户主', wang)])
    expect(await reasonsOf(leaves)).toEqual(['2 head-leaves-others'])
    const second = await desk.check([HEADER, line(1, '李小红', '户主', li)])
    expect(await reasonsOf(second)).toEqual(['2 head-in-register'])
    const both = await desk.check([
      HEADER,
      line(1, '李小红', '户主', li),
      line(1, '王小明', '夫', wang),
    ])
    expect(both.counts).toMatchObject({ changed: 2 })
    await desk.apply(both)
    expect((await homes()).slice(0, 3)).toEqual([
      '王小明 101 spouse',
      '李小红 101 head',
      '王小花 101 child',
    ])
  })
})

describe('undo', () => {
  test('of the first batch takes its people away and keeps that they were believed', async () => {
    const { id } = (await desk.ask('GET', '/api/v1/imports')).json().items[0]
    const batch = (await desk.ask('GET', `/api/v1/imports/${id}`)).json()
    expect(await desk.undo(batch)).toMatchObject({ state: 'undone', undoReason: '导错文件' })
    expect(await desk.snapshot()).toMatchObject({ persons: [], households: [], residences: [] })
    const [kept] = await desk.query(`SELECT count(*)::int AS count,
      bool_and(name = '' AND identity_number_sealed IS NULL AND phone_sealed IS NULL) AS empty FROM person`)
    expect(kept).toEqual({ count: 4, empty: true })
    expect((await desk.apply(await desk.check([HEADER, ...start]))).counts).toMatchObject({
      new: 4,
    })
  })

  test('is refused in words where something was built on the batch, and goes on where that is undone', async () => {
    const first = (await desk.ask('GET', '/api/v1/imports')).json().items[0]
    const second = await desk.apply(await desk.check([HEADER, line(8, '赵大爷', '户主', zhao)]))
    const refused = await desk.ask('POST', `/api/v1/imports/${first.id}/undo`, {
      reason: '导错文件',
    })
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'import-built-upon'])
    await desk.undo(second)
    expect(await desk.undo(first)).toMatchObject({ state: 'undone' })
    const twice = await desk.ask('POST', `/api/v1/imports/${first.id}/undo`, { reason: '导错文件' })
    expect([twice.statusCode, codeOf(twice)]).toEqual([409, 'import-not-in-turn'])
  })

  test('is refused where a person has moved out or was corrected since', async () => {
    const first = (await desk.ask('GET', '/api/v1/imports')).json().items[0]
    const [person] = await desk.query<{ person_id: number; revision: number }>(
      `SELECT person_id, revision FROM person WHERE name = '赵大爷'`,
    )
    const out = await desk.ask(
      'POST',
      `/api/v1/persons/${person!.person_id}/move-out`,
      { happenedOn: '2024-05-01', source: 'visit', reason: '迁出', isWholeHousehold: false },
      { 'if-match': `"${person!.revision}"` },
    )
    expect(out.statusCode).toBe(200)
    const refused = await desk.ask('POST', `/api/v1/imports/${first.id}/undo`, {
      reason: '导错文件',
    })
    expect(codeOf(refused)).toBe('import-built-upon')
  })
})

describe('between check and apply', () => {
  test('what has changed in the registry is not overwritten: its rows come back as rejects', async () => {
    const batch = await desk.check([
      HEADER,
      line(1, '王小明', '户主', { ...wang, 电话: '15400001111' }),
      line(2, '赵大爷', '户主', { ...zhao, 电话: '15400002222' }),
    ])
    await desk.query(`UPDATE person SET registration_place = 'county' WHERE name = '王小明'`)
    const applied = await desk.apply(batch)
    expect(applied.counts).toMatchObject({ changed: 1, rejected: 1 })
    expect(await reasonsOf(applied)).toEqual(['2 changed-since'])
  })

  test('a restricted person is left alone, and an erased one takes the staged row along', async () => {
    await desk.query(
      `UPDATE person SET restricted_at = now(), restriction_reason = '本人要求' WHERE name = '赵大爷'`,
    )
    const batch = await desk.check([
      HEADER,
      line(2, '赵大爷', '户主', { ...zhao, 电话: '15400002222' }),
      line(1, '王小花', '女', { ...child, 电话: '15400003333' }),
    ])
    expect(await reasonsOf(batch)).toEqual(['2 person-restricted'])
    const administrator = await desk.query<{ person_id: number }>(
      `SELECT person_id FROM person WHERE name = '王小花'`,
    )
    const erased = await desk.ask(
      'POST',
      `/api/v1/persons/${administrator[0]!.person_id}/erasure`,
      { reason: '本人要求', isFalseEntry: true },
    )
    expect(erased.statusCode).toBe(204)
    expect(await desk.query('SELECT line FROM import_row')).toEqual([{ line: 2 }])
    expect((await desk.apply(batch)).counts).toMatchObject({ changed: 0, rejected: 2 })
  })
})
