import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInAs } from '../helpers/test-app.ts'
import { readSheet } from '../unit/server/spreadsheets/read-sheet.ts'
import { openSearchDesk, type SearchDesk } from './search/search-desk.ts'

type Headers = Record<string, string>

let desk: SearchDesk
const purpose = '季度核对'
const file = { format: 'csv', language: 'zh-CN', purpose }
const building = { kind: 'building', id: 1 }

beforeAll(async () => {
  desk = await openSearchDesk()
  await desk.addPerson({ id: 1, name: '王小明', household: 1, phone: '15400000001' })
  await desk.addPerson({ id: 2, name: '=cmd()', household: 1, relation: 'spouse' })
  await desk.addPerson({ id: 3, name: '李婷', household: 2 })
  await desk.database.pool.query(`
    INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source, verified_on)
      VALUES (1, 101, 1, 'lives', '[2015-01-01,)', 'test', '2020-03-04');
    INSERT INTO shop (building_id, name, trade, legal_form, floor, opened_on, geom)
      SELECT 1, '=1+1 小店', '62', 'individual', 1, '2019-05-06', ST_PointOnSurface(geom)
      FROM building WHERE building_id = 1`)
})
afterAll(() => desk?.close())

const take = (body: object, headers: Headers = {}): Promise<LightMyRequestResponse> =>
  desk.app.inject({
    method: 'POST',
    url: '/api/v1/exports',
    headers,
    payload: { ...file, ...body },
  })

/** Cells of a CSV file without quotes in them. */
const cellsOf = ({ body }: LightMyRequestResponse) =>
  body
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))

describe('an exported list', () => {
  test('of persons is masked, marked with who took it along and what for, and runs as no formula', async () => {
    const answer = await take({ list: 'persons', within: building })
    expect(answer.headers['content-disposition']).toMatch(
      /filename="persons-\d{4}-\d\d-\d\d-\d+\.csv"/,
    )
    const [mark, ...rows] = cellsOf(answer)
    expect(mark?.join(',')).toMatch(/^由 .+ 导出，用途：季度核对，审计记录 \d+/)
    expect(rows).toEqual([
      ['地址', '姓名', '与户主关系', '性别', '年龄段', '身份证号', '电话', '户籍地'],
      ['金光花园3号楼 1-101', '王*明', '户主', '男', expect.any(String), '', '154******01', '本地'],
      ['金光花园3号楼 1-101', "'=****)", '配偶', '男', expect.any(String), '', '', '本地'],
    ])
  })

  test('of households and of shops tells what the screen tells', async () => {
    const households = await take({
      list: 'households',
      within: { kind: 'grid', id: 1 },
      language: 'en',
    })
    expect(cellsOf(households).slice(1)).toEqual([
      ['Address', 'Head', 'Persons', 'Registered elsewhere', 'Verified on'],
      ['金光花园3号楼 1-101', '王*明', '2', '0', '2020-03-04'],
    ])
    const shops = await take({ list: 'shops', within: building })
    expect(cellsOf(shops)[2]).toEqual([
      "'=1+1 小店",
      '餐饮',
      '',
      '金光花园3号楼',
      '1',
      '',
      '2019-05-06',
    ])
  })

  test('as a workbook holds the same cells, all of them texts', async () => {
    const answer = await take({ list: 'persons', within: building, format: 'xlsx' })
    expect(answer.headers['content-type']).toContain('spreadsheetml.sheet')
    const { rows } = await readSheet(answer.rawPayload)
    expect(rows[1]?.slice(0, 2)).toEqual(['地址', '姓名'])
    expect(rows[3]?.slice(0, 2)).toEqual(['金光花园3号楼 1-101', '=****)'])
    expect(answer.rawPayload.includes('<f>')).toBe(false)
  })

  test('is noted in the audit with the persons and the purpose before it leaves', async () => {
    await take({ list: 'persons', within: building })
    const { rows } = await desk.database.pool.query(
      `SELECT person_ids AS ids, purpose, subject_kind AS kind, detail FROM audit_entry
       WHERE action = 'list.export' ORDER BY entry_id DESC LIMIT 1`,
    )
    expect(rows).toMatchObject([
      { ids: [1, 2], purpose, kind: 'building', detail: { list: 'persons', format: 'csv' } },
    ])
  })

  test('stays within the own area and the own fields', async () => {
    const worker = await signInAs(desk.database.pool, 'grid-leader')
    const own = cellsOf(
      await take({ list: 'persons', within: { kind: 'community', id: 1 } }, worker),
    )
    expect(own.slice(2).map(([address]) => address)).toEqual(Array(2).fill('金光花园3号楼 1-101'))
    const foreign = await take({ list: 'persons', within: { kind: 'building', id: 2 } }, worker)
    expect(cellsOf(foreign)).toHaveLength(2)
    const department = await signInAs(desk.database.pool, 'department-user')
    const [, , row] = cellsOf(await take({ list: 'persons', within: building }, department))
    expect([row?.[1], row?.[6]]).toEqual(['王*明', ''])
    const administrator = await signInAs(desk.database.pool, 'administrator')
    expect((await take({ list: 'persons', within: building }, administrator)).statusCode).toBe(403)
  })

  test('is refused without a purpose', async () => {
    expect((await take({ list: 'persons', within: building, purpose: '    ' })).statusCode).toBe(
      400,
    )
  })
})

test('a to-do list is taken along in the same way', async () => {
  const url = '/api/v1/todo/unverified-households/export'
  const answer = await desk.app.inject({ method: 'POST', url, payload: file })
  expect(cellsOf(answer).slice(1)).toEqual([
    ['地址', '姓名', '核实日期'],
    ['金光花园3号楼 1-101', '王*明', '2020-03-04'],
  ])
  const { rows } = await desk.database.pool.query(
    `SELECT person_ids AS ids, detail FROM audit_entry WHERE action = 'list.export'
     ORDER BY entry_id DESC LIMIT 1`,
  )
  expect(rows).toEqual([{ ids: [1], detail: { todo: 'unverified-households', format: 'csv' } }])
})
