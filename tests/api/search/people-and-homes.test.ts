import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkCharacter } from '../../../server/contract/identity-number.ts'
import type { SearchResult } from '../../../server/contract/search.ts'
import { signInAs } from '../../helpers/test-app.ts'
import { openSearchDesk, type SearchDesk } from './search-desk.ts'

let desk: SearchDesk

const number = `39078319800501001${checkCharacter('39078319800501001')}`
const phone = '15412345678'

beforeAll(async () => {
  desk = await openSearchDesk()
  await desk.addPerson({ id: 1, name: '王小明', household: 1, identityNumber: number, phone })
  await desk.addPerson({ id: 2, name: '李婷', household: 1, relation: 'spouse' })
  await desk.addPerson({ id: 3, name: '王小明', household: 2 })
  await desk.addPerson({
    id: 4,
    name: '单凤',
    household: 2,
    relation: 'other-relative',
    phone: '15400000004',
  })
  await desk.addPerson({ id: 5, name: '赵归', phone: '15400000005' })
  await desk.addPerson({ id: 6, name: '钱空' })
  await desk.addPerson({ id: 7, name: '孙故', phone: '15400000007' })
  await desk.database.pool.query(`
    INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
      VALUES (5, 103, 'registered', '[2015-01-01,)', 'test'), (6, 103, 'registered', '[2015-01-01,2016-01-01)', 'test');
    UPDATE person SET restricted_at = now(), restriction_reason = 'test' WHERE person_id = 4`)
})
afterAll(() => desk?.close())

describe('a person', () => {
  test.each([
    '王小明',
    ' 王 小 明 ',
    'wangxiaoming',
    'Wang Xiaoming',
    "wang xiao'ming",
    'wxm',
    'WXM',
    'ｗｘｍ',
    '王小',
    '王',
    'wang',
  ])('is found by %j, with the household of which it is the head', async (q) => {
    expect(await desk.find(q)).toEqual(['person 1', 'person 3', 'household 1', 'household 2'])
  })

  test('comes back masked, with the home and where it stands', async () => {
    const answer = await desk.search('王小明')
    expect(answer.items[0]).toEqual({
      kind: 'person',
      id: 1,
      label: '王*明',
      detail: '金光花园3号楼 1-101',
      position: [expect.closeTo(118.00075), expect.closeTo(36.0015)],
      buildingId: 1,
      dwellingId: 101,
      sex: 'male',
      ageBand: expect.stringMatching(/^\d0–\d9$/),
      memberCount: null,
    })
    expect(answer.items[2]).toMatchObject({ kind: 'household', label: '王*明', memberCount: 2 })
    expect(JSON.stringify(answer)).not.toContain('小')
  })

  test.each([number, number.toLowerCase(), ` ${number.slice(0, 6)} ${number.slice(6)}`])(
    'is found by the identity number %j',
    async (q) => {
      expect(await desk.find(q)).toEqual(['person 1', 'household 1'])
    },
  )

  test.each([phone, '154-1234-5678', '+86 154 1234 5678', '１５４１２３４５６７８'])(
    'is found by the phone %j',
    async (q) => {
      expect(await desk.find(q)).toEqual(['person 1', 'household 1'])
    },
  )

  test.each([
    number.slice(0, 17),
    number.slice(1),
    phone.slice(0, 8),
    phone.slice(3),
    '小明',
    'xiaoming',
  ])('is not found by the part %j', async (q) => {
    expect(await desk.find(q)).toEqual([])
  })

  test('is found alone where nothing else is sought, and is not looked at where only homes are', async () => {
    const ask = async (payload: object) =>
      (
        await desk.app.inject({ method: 'POST', url: '/api/v1/search', payload })
      ).json() as SearchResult
    const named = (await ask({ q: '王小明', kinds: ['person'] })).items
    expect(named.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['person 1', 'person 3'])
    expect((await ask({ q: '王小明', kinds: ['dwelling', 'building'] })).items).toEqual([])
    const homes = (await ask({ q: '金光花园3-1-102', kinds: ['dwelling'] })).items
    expect(homes.map(({ kind }) => kind)).toEqual(['dwelling'])
  })

  test('whose data is restricted is found by nothing', async () => {
    for (const q of ['单凤', 'shanfeng', 'sf', '15400000004'])
      expect(await desk.find(q)).toEqual([])
  })

  test('who has died is found by nothing', async () => {
    const wanted = ['孙故', 'sungu', 'sg', '15400000007']
    for (const q of wanted) expect(await desk.find(q)).toEqual(['person 7'])
    await desk.database.pool.query(
      `UPDATE person SET died_on = current_date - 1 WHERE person_id = 7`,
    )
    for (const q of wanted) expect(await desk.find(q)).toEqual([])
  })

  test('without a home is where it is registered now, or nowhere', async () => {
    const { items } = await desk.search('赵归')
    expect(items).toMatchObject([{ kind: 'person', id: 5, buildingId: 1, dwellingId: 103 }])
    expect((await desk.search('钱空')).items).toMatchObject([
      { kind: 'person', id: 6, detail: '', position: null, buildingId: null, dwellingId: null },
    ])
  })
})

describe('a dwelling', () => {
  test.each([
    '金光花园3号楼1单元101室',
    '金光花园 3-1-101',
    '金光花园3-1-101',
    '金光花园３－１－１０１',
    '金光3#1-101',
    'jghy3-1-101',
    'jinguanghuayuan3号楼1单元101',
    '文澜路12号 金光花园3栋1单元1层01户',
    '金光花园3-101',
  ])('is found as %s, with who lives there', async (q) => {
    expect(await desk.find(q)).toEqual(['dwelling 101', 'household 1'])
  })

  test('without its estate is found in each', async () => {
    const found = await desk.find('3号楼1单元102')
    expect(found.sort()).toEqual(['dwelling 102', 'dwelling 202'])
  })

  test('names its building, floor and door', async () => {
    expect((await desk.search('金光花园3-1-102')).items).toMatchObject([
      { kind: 'dwelling', id: 102, label: '金光花园3号楼 1-102', buildingId: 1, dwellingId: 102 },
    ])
  })

  test('that is retired is found no more', async () => {
    await desk.database.pool.query('UPDATE dwelling SET is_retired = true WHERE dwelling_id = 203')
    expect(await desk.find('银河苑3-1-103')).toEqual([])
  })

  test('that is told in part leads to its building', async () => {
    expect(await desk.find('金光花园3栋')).toEqual(['building 1'])
    expect(await desk.find('jghy3号楼1单元')).toEqual(['building 1'])
  })

  test('that is told in part is one of its building, where a home is sought', async () => {
    const find = async (q: string, limit = 20) => {
      const payload = { q, limit, kinds: ['dwelling'] }
      const answer = await desk.app.inject({ method: 'POST', url: '/api/v1/search', payload })
      const { items, isCut } = answer.json() as SearchResult
      return { ids: items.map(({ id }) => id), isCut }
    }
    const all = { ids: [101, 102, 103], isCut: false }
    for (const q of ['金光花园3栋', 'jghy3号楼1单元', '金光花园3号楼1单元1层'])
      expect(await find(q)).toEqual(all)
    expect(await find('金光花园3号楼', 2)).toEqual({ ids: [101, 102], isCut: true })
    for (const q of ['金光花园3号楼2单元', '金光花园3号楼1单元2层', '金光花园', '3号楼'])
      expect((await find(q)).ids).toEqual([])
  })
})

describe('who asks', () => {
  const asks = async (role: Parameters<typeof signInAs>[1]) => {
    const headers = await signInAs(desk.database.pool, role)
    return (q: string) => desk.find(q, headers)
  }

  test('as administrator finds places, and no resident, household or dwelling', async () => {
    const find = await asks('administrator')
    for (const q of ['王小明', 'wxm', number, phone, '金光花园3-1-101']) {
      expect(await find(q)).toEqual([])
    }
    expect(await find('金光花园')).toContain('estate 1')
  })

  test.each(['zone-worker', 'grid-leader'] as const)(
    'as %s finds within the own area',
    async (role) => {
      const find = await asks(role)
      for (const q of ['王小明', 'wangxiaoming', 'wxm', '王']) {
        expect(await find(q)).toEqual(['person 1', 'household 1'])
      }
      expect(await find('3号楼1单元101')).toEqual(['dwelling 101', 'household 1'])
      expect(await find('银河苑3-1-101')).toEqual([])
      expect(await find(phone)).toEqual(['person 1', 'household 1'])
    },
  )

  test('finds by those fields only that the own role sees', async () => {
    const agent = await asks('hotline-agent')
    expect(await agent(phone)).toEqual(['person 1', 'household 1'])
    expect(await agent(number)).toEqual([])
    const department = await asks('department-user')
    expect(await department('王小明')).toContain('person 1')
    expect(await department(phone)).toEqual([])
    expect(await department(number)).toEqual([])
  })

  test('as a department that sees no field finds nobody', async () => {
    await desk.database.pool.query(
      `UPDATE account SET department_id = 4 WHERE role = 'department-user'`,
    )
    const find = await asks('department-user')
    expect(await find('王小明')).toEqual([])
    expect(await find('金光花园3-1-101')).toEqual([])
  })
})

describe('the audit', () => {
  const entries = async () => {
    const { rows } = await desk.database.pool.query(
      `SELECT person_ids AS ids, detail, row_to_json(entry)::text AS whole FROM audit_entry AS entry
       WHERE action = 'person.search' ORDER BY entry_id DESC`,
    )
    return rows
  }

  test.each([
    ['王小明', 'name', [1, 3]],
    ['wxm', 'pinyin', [1, 3]],
    [number, 'identity-number', [1]],
    [phone, 'phone', [1]],
    ['金光花园3-1-101', 'address', [1]],
  ])('notes who was shown for %s, and not what was typed', async (q, by, ids) => {
    await desk.search(q)
    const [newest] = await entries()
    expect(newest).toMatchObject({ ids, detail: { by } })
    expect(newest.whole).not.toContain(q)
  })

  test('notes that a number was sought, also where it is nobody’s', async () => {
    await desk.search('15499999999')
    expect((await entries())[0]).toMatchObject({ ids: [], detail: { by: 'phone' } })
  })

  test('notes nothing where only places are found', async () => {
    const before = (await entries()).length
    await desk.search('金光花园')
    await desk.search('jghy')
    expect(await entries()).toHaveLength(before)
  })
})

test('of many with one name so many are shown as were asked for, and that there are more', async () => {
  for (let id = 100; id < 130; id++) {
    await desk.addPerson({ id, name: '张伟', household: 2, relation: 'other-relative' })
  }
  const answer = await desk.search('张伟', {}, 10)
  expect([answer.items.length, answer.isCut]).toEqual([10, true])
  expect((await desk.search('张', {}, 50)).isCut).toBe(false)
})
