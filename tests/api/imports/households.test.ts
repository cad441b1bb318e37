import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HEADER, type ImportDesk, line, numberOf, openImportDesk } from './import-desk.ts'

let desk: ImportDesk

beforeAll(async () => {
  desk = await openImportDesk()
})
afterAll(() => desk?.close())

const husband = { 身份证号: numberOf('1980-05-01', 1), 电话: '154 1234 5678', 入住日期: '2020/5/1' }
const wife = { 身份证号: numberOf('1981-06-02', 2) }
const child = { 出生日期: '2010年3月4日', 性别: '女' }
const family = [
  line(1, '王小明', '户主', husband),
  line(1, '李小红', '妻', wife),
  line(1, '王小花', '女儿', child),
]
const reasons = async (batch: Parameters<ImportDesk['rowsOf']>[0]) =>
  [...(await desk.rowsOf(batch, 'ambiguous')), ...(await desk.rowsOf(batch, 'rejected'))].map(
    (row) => [
      row.line,
      ...row.reasons.map(({ code, line: about }) => (about ? `${code} ${about}` : code)),
    ],
  )

describe('a roster of households', () => {
  test('is checked without changing anything, then applied, and the same file again changes nothing', async () => {
    const before = await desk.snapshot()
    const checked = await desk.check([HEADER, ...family])
    expect(checked).toMatchObject({ state: 'checked', rowCount: 3, by: 'operator' })
    expect(checked.counts).toEqual({ new: 3, changed: 0, same: 0, ambiguous: 0, rejected: 0 })
    expect(await desk.snapshot()).toEqual(before)

    expect(await desk.apply(checked)).toMatchObject({ state: 'applied', counts: { new: 3 } })
    const [building] = await desk.query(
      'SELECT household_count, person_count FROM building WHERE building_id = 1',
    )
    expect(building).toEqual({ household_count: 1, person_count: 3 })
    expect(
      await desk.query(
        `SELECT name, pinyin, sex, relation_to_head, birth_date::text, phone_masked, dwelling_id, valid::text, source
         FROM person JOIN residence USING (person_id) ORDER BY birth_date`,
      ),
    ).toEqual([
      {
        name: '王小明',
        pinyin: 'wangxiaoming',
        sex: 'male',
        relation_to_head: 'head',
        birth_date: '1980-05-01',
        phone_masked: '154******78',
        dwelling_id: 101,
        valid: '[2020-05-01,)',
        source: 'import',
      },
      {
        name: '李小红',
        pinyin: 'lixiaohong',
        sex: 'female',
        relation_to_head: 'spouse',
        birth_date: '1981-06-02',
        phone_masked: null,
        dwelling_id: 101,
        valid: '(,)',
        source: 'import',
      },
      {
        name: '王小花',
        pinyin: 'wangxiaohua',
        sex: 'female',
        relation_to_head: 'child',
        birth_date: '2010-03-04',
        phone_masked: null,
        dwelling_id: 101,
        valid: '(,)',
        source: 'import',
      },
    ])
    const applied = await desk.snapshot()
    const again = await desk.check([HEADER, ...family])
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 3, ambiguous: 0, rejected: 0 })
    await desk.apply(again)
    expect(await desk.snapshot()).toEqual(applied)
  })

  test('keeps no staged row that was taken, and shows names and numbers masked only', async () => {
    const [staged] = await desk.query('SELECT count(*)::int AS count FROM import_row')
    expect(staged).toEqual({ count: 0 })
    const batch = await desk.check([
      HEADER,
      line(5, '赵一', '户主', { 身份证号: numberOf('1970-01-01', 11), 电话: '15499990000' }),
    ])
    const answer = await desk.ask('GET', `/api/v1/imports/${batch.id}/rows?outcome=new`)
    expect(answer.json().items[0]).toMatchObject({
      line: 2,
      name: '赵*',
      place: '阳光里1号楼 1-105',
    })
    expect(answer.body).not.toMatch(/赵一|19700101|15499990000/)
  })

  test('tells changes field by field and keeps what stood there as history', async () => {
    const changed = [
      line(1, '王小明', '户主', { ...husband, 电话: '15487654321', 户籍地: '外省' }),
      line(1, '李晓红', '妻', { ...wife, 电话: '15411112222' }),
      line(1, '王小花', '女儿', { ...child, 身份证号: numberOf('2010-03-04', 4) }),
    ]
    const batch = await desk.check([HEADER, ...changed])
    expect(batch.counts).toMatchObject({ changed: 3 })
    const rows = await desk.rowsOf(batch, 'changed')
    expect(
      rows.map(({ changes }) =>
        changes.map(({ field, old, new: now }) => `${field} ${old} > ${now}`),
      ),
    ).toEqual([
      ['phone 154******78 > 154******21', 'registration here > elsewhere'],
      ['name 李*红 > 李*红', 'phone null > 154******22'],
      [`identity-number null > 3${'*'.repeat(16)}${numberOf('2010-03-04', 4).at(-1)}`],
    ])
    const before = await desk.snapshot()
    const applied = await desk.apply(batch)
    expect(applied.state).toBe('applied')
    const revealed = await desk.ask('POST', '/api/v1/persons/1/reveal', {
      fields: ['phone'],
      purpose: '核实电话',
    })
    expect([revealed.statusCode, revealed.json().phone]).toEqual([200, '15487654321'])
    const [{ count } = { count: 0 }] = await desk.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM person_correction WHERE import_batch_id = $1',
      [batch.id],
    )
    expect(count).toBe(5)

    await desk.undo(batch)
    expect(await desk.snapshot()).toEqual(before)
    const back = await desk.ask('POST', '/api/v1/persons/1/reveal', {
      fields: ['phone'],
      purpose: '核实电话',
    })
    expect(back.json().phone).toBe('15412345678')
  })
})

describe('what cannot be taken is told with its line and reason:', () => {
  test('cells that are not what they have to be, all of one row at once', async () => {
    const batch = await desk.check([
      HEADER,
      line(2, '', '户主', {
        身份证号: '3.90783E+17',
        电话: '12',
        户籍地: '火星',
        入住日期: '2999-01-01',
      }),
      line(3, '张三', '邻居', { 身份证号: '390783198005010011' }),
      line(4, '李四', '户主', {
        身份证号: numberOf('1980-05-01', 3),
        性别: '女',
        出生日期: '1980-05-02',
      }),
      line(4, '王五', '', {}),
      line(6, '赵六', '户主', { 出生日期: '1980-13-01', 性别: '未知' }),
    ])
    expect(batch.counts).toMatchObject({ rejected: 5 })
    expect(await reasons(batch)).toEqual([
      [
        2,
        'identity-number-lost',
        'moved-in-wrong',
        'name-missing',
        'phone-wrong',
        'registration-wrong',
      ],
      [3, 'identity-number-wrong', 'relation-wrong'],
      [4, 'birth-date-contradicts', 'sex-contradicts'],
      [5, 'birth-date-missing', 'relation-missing', 'sex-missing'],
      [6, 'birth-date-wrong', 'sex-wrong'],
    ])
  })

  test('addresses that the city does not know', async () => {
    const person = (order: number) => ({ 身份证号: numberOf('1990-01-01', order) })
    const batch = await desk.check([
      HEADER,
      line(2, '甲乙', '户主', { ...person(1), 小区: '星光里' }),
      line(2, '甲丙', '户主', { ...person(3), 楼号: '9号楼' }),
      line('901', '甲丁', '户主', person(5)),
      line('', '甲戊', '户主', person(7)),
      line(2, '甲己', '户主', { ...person(9), 小区: '', 楼号: '', 单元: '', 房号: '' }),
      line('5', '甲庚', '户主', person(11)),
    ])
    expect(await reasons(batch)).toEqual([
      [5, 'dwelling-ambiguous'],
      [2, 'estate-unknown'],
      [3, 'building-unknown'],
      [4, 'dwelling-unknown'],
      [6, 'address-missing'],
      [7, 'address-unclear'],
    ])
  })

  test('rows that repeat or contradict another, two heads, none, and a head that is not taken', async () => {
    const person = (order: number) => ({ 身份证号: numberOf('1991-01-01', order) })
    const batch = await desk.check([
      HEADER,
      line(7, '乙一', '户主', person(1)),
      line(7, '乙一', '户主', person(1)),
      line(8, '乙二', '户主', { ...person(3), 电话: '15400000001' }),
      line(8, '乙二', '户主', { ...person(3), 电话: '15400000002' }),
      line(9, '乙三', '户主', person(5)),
      line(9, '乙四', '户主', person(7)),
      line('110', '乙五', '配偶', person(2)),
      line('111', '乙六', '户主', { ...person(9), 电话: 'x' }),
      line('111', '乙七', '配偶', person(4)),
    ])
    expect(await reasons(batch)).toEqual([
      [3, 'repeats-line 2'],
      [4, 'contradicts-line 5'],
      [5, 'contradicts-line 4'],
      [6, 'two-heads'],
      [7, 'two-heads'],
      [8, 'head-missing'],
      [9, 'phone-wrong'],
      [10, 'head-rejected 9'],
    ])
    expect(batch.counts).toMatchObject({ new: 1 })
  })

  test('who may be somebody else is never guessed', async () => {
    const batch = await desk.check([
      HEADER,
      // The same name and birthday, without a number, in another dwelling.
      line(2, '王小明', '户主', { 出生日期: '1980-05-01', 性别: '男' }),
      // The same name and birthday in the same dwelling under another number.
      line(1, '李小红', '妻', { 身份证号: numberOf('1981-06-02', 8) }),
      // Others live there.
      line(1, '外来人', '户主', { 身份证号: numberOf('1977-07-07', 1), 户编号: '2' }),
    ])
    expect(await reasons(batch)).toEqual([
      [2, 'person-elsewhere'],
      [3, 'number-differs'],
      [4, 'dwelling-occupied'],
    ])
    const [elsewhere] = await desk.rowsOf(batch, 'ambiguous')
    expect(elsewhere?.candidates).toEqual([{ id: 1, name: '王*明', place: '阳光里1号楼 1-101' }])
  })
})
