import { describe, expect, test } from 'vitest'
import { normalisePersonName } from '../../../../server/contract/person-name.ts'
import { normalisePhone } from '../../../../server/contract/phone.ts'

describe('a phone', () => {
  test.each([
    ['154 0000 1234', '15400001234'],
    ['+86 154-0000-1234', '15400001234'],
    ['008615400001234', '15400001234'],
    ['１５４００００１２３４', '15400001234'],
    ['(0536) 5220000', '05365220000'],
    ['+44 20 7946 0000', '+442079460000'],
    ['12345', undefined],
    ['call me', undefined],
  ])('%s is kept as %s', (text, expected) => {
    expect(normalisePhone(text)).toBe(expected)
  })
})

describe('a name', () => {
  test.each([
    [' 王小明 ', '王小明'],
    ['阿依古丽·买买提', '阿依古丽·买买提'],
    ['Anna  Maria Weiß', 'Anna Maria Weiß'],
    ['王', undefined],
    ['王1', undefined],
  ])('%s is kept as %s', (text, expected) => {
    expect(normalisePersonName(text)).toBe(expected)
  })
})
