import { describe, expect, test } from 'vitest'
import { readQuery } from '../../../../../server/features/search/read-query.ts'

describe('what was typed', () => {
  test.each([
    ['王小明', 'name', '王小明'],
    [' 王 小明 ', 'name', '王小明'],
    ['阿卜杜·克里木', 'name', '阿卜杜·克里木'],
    ['wangxiaoming', 'pinyin', 'wangxiaoming'],
    ["Xi'an Ming", 'pinyin', 'xianming'],
    ['ＷＸＭ', 'pinyin', 'wxm'],
    ['390783 19800501 001x', 'identity-number', '39078319800501001X'],
    ['390783800501001', 'identity-number', '390783800501001'],
    ['154-1234-5678', 'phone', '15412345678'],
    ['+86 154 1234 5678', 'phone', '15412345678'],
    ['(0536) 5221102', 'phone', '05365221102'],
  ])('%j seeks a person by %s', (query, by, key) => {
    expect(readQuery(query).person).toEqual({ by, key })
  })

  test.each([
    '阳光花园3-2-1102',
    '3号楼',
    '39078300100101',
    '3907830010010101',
    '154123',
    '王%',
    "'",
    '１５４',
  ])('%j seeks no person', (query) => {
    expect(readQuery(query).person).toBeUndefined()
  })

  test('names a dwelling by its estate or building, never by the door alone', () => {
    expect(readQuery('金光花园 3-2-1102').addresses).toHaveLength(1)
    expect(readQuery('3-1102').addresses).toEqual([
      { place: '', building: '3', unit: undefined, floor: 11, door: 2 },
    ])
    expect(readQuery('2单元1102').addresses).toEqual([])
  })
})
