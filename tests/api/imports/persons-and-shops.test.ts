import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSheet } from '../../../server/spreadsheets/open-sheet.ts'
import { codeOf } from '../../helpers/ask-as.ts'
import { withFile } from '../../helpers/temporary-file.ts'
import {
  HEADER,
  type ImportDesk,
  line,
  numberOf,
  openImportDesk,
  sendFile,
  toBytes,
} from './import-desk.ts'

let desk: ImportDesk

beforeAll(async () => {
  desk = await openImportDesk()
})
afterAll(() => desk?.close())

const codes = async (batch: Parameters<ImportDesk['rowsOf']>[0]) =>
  [...(await desk.rowsOf(batch, 'ambiguous')), ...(await desk.rowsOf(batch, 'rejected'))].map(
    (row) => `${row.line} ${row.reasons.map(({ code }) => code).join(' ')}`,
  )

describe('a roster of persons', () => {
  const header = ['住址', '姓名', '身份证号', '电话', '关系']
  const xu = numberOf('1990-02-03', 11)
  const he = numberOf('1992-02-03', 12)

  test('adds people without a home, and lets others join the household of a dwelling', async () => {
    const batch = await desk.check(
      [
        header,
        ['', '许无家', xu, '15400000011', ''],
        ['阳光里1号楼1单元103', '何户主', he, '', '户主'],
        ['阳光里 1-1-103', '何小弟', numberOf('1999-02-03', 13), '', '弟弟'],
        ['阳光里1号楼1单元104室', '何独居', numberOf('1999-02-04', 13), '', '弟弟'],
      ],
      { kind: 'person' },
    )
    expect(await codes(batch)).toEqual(['5 household-unknown'])
    await desk.apply(batch)
    expect(
      await desk.query(
        `SELECT name, relation_to_head AS relation, dwelling_id AS home
         FROM person LEFT JOIN household USING (household_id) ORDER BY birth_date`,
      ),
    ).toEqual([
      { name: '许无家', relation: 'unrelated', home: null },
      { name: '何户主', relation: 'head', home: 103 },
      { name: '何小弟', relation: 'sibling', home: 103 },
    ])
  })

  test('changes what a row tells, and leaves alone what it leaves empty', async () => {
    const batch = await desk.check(
      [header, ['', '许无家', xu, '', ''], ['', '何户主', he, '15400000012', '']],
      { kind: 'person' },
    )
    expect(batch.counts).toMatchObject({ same: 1, changed: 1 })
    await desk.apply(batch)
    const before = await desk.snapshot()
    await desk.apply(await desk.check([header, ['', '许无家', xu, '', '']], { kind: 'person' }))
    expect(await desk.snapshot()).toEqual(before)
  })
})

describe('a roster of shops', () => {
  const header = ['店名', '经营类别', '主体类型', '小区', '楼栋', '楼层', '面积', '开业日期']

  test('adds, changes and takes back, and knows a shop by name and building', async () => {
    const before = await desk.snapshot()
    const first = await desk.check(
      [
        header,
        ['老王面馆', '餐饮', '个体', '阳光里', '1号楼', '1', '45.5㎡', '2020/3/1'],
        ['惠民超市', '5211', '', '月光里', '2号楼', '', '', ''],
        ['无业店', '造火箭', '个体', '阳光里', '1号楼', '0', '-3', ''],
        ['', '餐饮', '', '阳光里', '9号楼', '', '', ''],
      ],
      { kind: 'shop' },
    )
    expect(first.counts).toEqual({ new: 2, changed: 0, same: 0, ambiguous: 0, rejected: 2 })
    expect((await codes(first)).map((one) => one.split(' ').sort().join(' '))).toEqual([
      '4 area-wrong floor-wrong trade-wrong',
      '5 building-unknown shop-name-missing',
    ])
    await desk.apply(first)
    const [shop] = await desk.query(
      `SELECT name, trade, legal_form, floor, opened_on::text, pinyin, grid_id FROM shop ORDER BY 1 DESC LIMIT 1`,
    )
    expect(shop).toEqual({
      ...{ name: '老王面馆', trade: '62', legal_form: 'individual', floor: 1 },
      ...{ opened_on: '2020-03-01', pinyin: 'laowangmianguan', grid_id: 1 },
    })
    const opened = await desk.snapshot()
    const second = await desk.check(
      [
        header,
        ['老王面馆', '餐饮', '企业', '阳光里', '1号楼', '2', '45.5', ''],
        ['惠民超市', '', '', '月光里', '2号楼', '', '', ''],
      ],
      { kind: 'shop' },
    )
    expect(second.counts).toMatchObject({ changed: 1, same: 1 })
    await desk.apply(second)
    const early = await desk.ask('POST', `/api/v1/imports/${first.id}/undo`, { reason: '错了' })
    expect(codeOf(early)).toBe('import-built-upon')
    await desk.undo(second)
    expect(await desk.snapshot()).toEqual(opened)
    await desk.undo(first)
    expect(await desk.snapshot()).toEqual(before)
  })
})

describe('files', () => {
  test('of rejects come as a workbook of texts, and corrected they are taken', async () => {
    const batch = await desk.check([
      HEADER,
      line(7, '万事', '户主', { 身份证号: '3.90783E+17' }),
      line(8, '如意', '户主', { 身份证号: numberOf('1988-08-08', 1) }),
    ])
    const answer = await desk.ask('GET', `/api/v1/imports/${batch.id}/rejects?lang=zh-CN`)
    const rows = await withFile(answer.rawPayload, async (file) => {
      const read = []
      for await (const some of (await openSheet(file)).rows()) read.push(...some)
      return read.map(({ cells }) => cells)
    })
    expect(rows[0]).toEqual([...HEADER, '未接受原因'])
    expect([rows.length, rows[1]?.[5], rows[1]?.[7]]).toEqual([2, '万事', '3.90783E+17'])
    expect(rows[1]?.at(-1)).toMatch(/设为“文本”格式/)
    const number = numberOf('1977-07-07', 7)
    const mended = await desk.check(
      rows.map((row) => row.map((cell) => (cell === '3.90783E+17' ? number : cell))),
    )
    expect(mended.counts).toMatchObject({ new: 1, rejected: 0 })
  })

  test('are looked into, mapped by hand, and the mapping is remembered by name', async () => {
    const bytes = toBytes([
      ['登记表', ''],
      ['称呼', '证件号码'],
      ['孙一', numberOf('1966-06-06', 1)],
    ])
    const preview = await sendFile(
      desk.app,
      desk.ask,
      bytes,
      { kind: 'person' },
      'a.csv',
      '/api/v1/imports/preview',
    )
    // Only one column is known: nothing says that this is the header.
    expect(codeOf(preview)).toBe('file-header-missing')
    const named = toBytes([
      ['称呼', '证件号码', '联系电话'],
      ['孙一', numberOf('1966-06-06', 1), ''],
    ])
    const seen = await sendFile(
      desk.app,
      desk.ask,
      named,
      { kind: 'person' },
      'a.csv',
      '/api/v1/imports/preview',
    )
    expect(seen.json()).toMatchObject({
      ...{ headerLine: 1, mapping: { 'identity-number': '证件号码', phone: '联系电话' } },
      columns: [{ name: '称呼', samples: ['孙一'] }, {}, {}],
    })
    const lacking = await sendFile(desk.app, desk.ask, named, { kind: 'person' })
    expect(codeOf(lacking)).toBe('columns-missing')
    const mapping = JSON.stringify({ name: '称呼', 'identity-number': '证件号码' })
    const batch = await desk.check(named, {
      kind: 'person',
      fields: { mapping, mappingName: '窗口' },
    })
    expect(batch.counts).toMatchObject({ new: 1 })
    const known = (await desk.ask('GET', '/api/v1/import-mappings?kind=person')).json().items
    expect(known).toMatchObject([{ name: '窗口', mapping: { name: '称呼' } }])
    expect((await desk.ask('DELETE', `/api/v1/import-mappings/${known[0].id}`)).statusCode).toBe(
      204,
    )
  })

  test('that cannot be, and fields that are wrong, are refused in words', async () => {
    const send = async (bytes: Buffer, fields: Record<string, string>) =>
      codeOf(await sendFile(desk.app, desk.ask, bytes, fields))
    const good = toBytes([HEADER, line(1, '甲乙', '户主')])
    expect(await send(Buffer.from('d0cf11e0a1b11ae1', 'hex'), { kind: 'person' })).toBe(
      'file-old-excel',
    )
    expect(await send(good, { kind: 'pets' })).toBe('invalid-input')
    expect(await send(good, { kind: 'person', happenedOn: '2999-01-01' })).toBe('invalid-input')
    expect(await send(good, { kind: 'person', mapping: '{"name":1}' })).toBe('invalid-input')
    expect(await send(good, { kind: 'person', colour: 'red' })).toBe('invalid-input')
    const bare = await desk.ask('POST', '/api/v1/imports', { kind: 'person' })
    expect(bare.statusCode).toBeLessThan(500)
  })

  test('of blank forms have the columns of the form, which are guessed again', async () => {
    for (const kind of ['household', 'person', 'shop']) {
      const answer = await desk.ask('GET', `/api/v1/imports/blank/${kind}?lang=en`)
      const preview = await sendFile(
        desk.app,
        desk.ask,
        answer.rawPayload,
        { kind },
        'a.xlsx',
        '/api/v1/imports/preview',
      )
      const { columns, mapping } = preview.json()
      expect(Object.keys(mapping)).toHaveLength(columns.length)
    }
  })
})
