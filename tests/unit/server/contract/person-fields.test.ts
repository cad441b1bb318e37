import { describe, expect, test } from 'vitest'
import { findPersonFaults } from '../../../../server/contract/person-faults.ts'
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

describe('the fields of a person', () => {
  const sound = {
    ...{ name: '王小明', sex: 'female' as const, birthDate: '1949-12-31' },
    ...{ identityNumber: '11010519491231002x', phone: '' },
  }

  test.each([
    ['nothing', {}, []],
    ['name', { name: '1' }, ['wrong-name']],
    ['birthDate', { birthDate: '1949-02-30' }, ['wrong-birth-date', 'identity-number-birth-date']],
    ['birthDate', { birthDate: '1899-12-31', identityNumber: null }, ['wrong-birth-date']],
    ['identityNumber', { birthDate: '1949-12-30' }, ['identity-number-birth-date']],
    ['identityNumber', { sex: 'male' as const }, ['identity-number-sex']],
    ['identityNumber', { identityNumber: '110105194912310021' }, ['wrong-identity-number']],
    ['phone', { phone: '12' }, ['wrong-phone']],
  ])('are refused for their %s', (field, other, codes) => {
    const faults = findPersonFaults({ ...sound, ...other })
    expect(faults.map(({ code }) => code)).toEqual(codes)
    expect(faults[0]?.field ?? 'nothing').toBe(field)
  })
})
