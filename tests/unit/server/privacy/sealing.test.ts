import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMasterKey, formatKeyring, parseKeyring } from '../../../../server/privacy/keyring.ts'
import { createSealer, type SealedField } from '../../../../server/privacy/sealing.ts'

const key = createMasterKey(1)
const sealer = createSealer([key])
const fields: SealedField[] = ['identity-number', 'phone']

describe('a sealed field', () => {
  test('opens to what was sealed, for its person and field only', () => {
    const cases = fc.record({
      person: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      other: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      field: fc.constantFrom(...fields),
      clear: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    })
    fc.assert(
      fc.property(cases, ({ person, other, field, clear }) => {
        const { sealed } = sealer.seal(person, field, clear)
        expect(sealer.open(person, field, sealed!)).toBe(clear)
        if (other !== person) expect(() => sealer.open(other, field, sealed!)).toThrow()
        const another = fields.find((one) => one !== field)!
        expect(() => sealer.open(person, another, sealed!)).toThrow()
      }),
    )
  })

  test('does not open when a single bit has changed', () => {
    const sealed = sealer.seal(7, 'phone', '15407831234').sealed!
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        expect(() => sealer.open(7, 'phone', changed)).toThrow()
      }),
    )
  })

  test('never has the same bytes twice, and always the same index', () => {
    const all = Array.from({ length: 3000 }, () => sealer.seal(1, 'phone', '15407831234'))
    expect(new Set(all.map(({ sealed }) => sealed!.toString('hex'))).size).toBe(3000)
    expect(new Set(all.map(({ index }) => index!.toString('hex'))).size).toBe(1)
  })

  test('is found however the number is written', () => {
    const written = [
      '39078319560101123x',
      ' 390783 19560101 123X',
      '３９０７８３１９５６０１０１１２３Ｘ',
    ]
    const indexes = written.map((text) =>
      sealer.toIndexes('identity-number', text)[0]!.toString('hex'),
    )
    expect(new Set(indexes).size).toBe(1)
    expect(sealer.toIndexes('phone', written[0]!)[0]!.toString('hex')).not.toBe(indexes[0])
  })

  test('opens under an older key while new ones are sealed with the newer', () => {
    const newer = createSealer([createMasterKey(2), key])
    const { sealed } = sealer.seal(1, 'phone', '15407831234')
    expect(newer.open(1, 'phone', sealed!)).toBe('15407831234')
    expect(newer.seal(1, 'phone', '15407831234').sealed![0]).toBe(2)
    expect(() => createSealer([createMasterKey(2)]).open(1, 'phone', sealed!)).toThrow(/version 1/)
  })
})

describe('a keyring', () => {
  test('is read as it was written', () => {
    const keyring = [createMasterKey(2), key] as const
    expect(parseKeyring(formatKeyring(keyring), 'here')).toEqual(keyring)
  })

  test.each([
    '',
    'abc',
    '1:short',
    `0:${key.bytes.toString('base64')}`,
    '1',
    `${formatKeyring([key])},${formatKeyring([key])}`,
  ])('that is not one is refused in words: %s', (text) => {
    expect(() => parseKeyring(text, 'PII_KEY')).toThrow(/PII_KEY is not a key/)
  })
})
