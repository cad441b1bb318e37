import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCsvCell } from '../../../../server/http/csv.ts'

/** What a spreadsheet reads out of a cell. RFC 4180. */
const read = (cell: string) =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell

test.each(['=1+1', '+1', '-1', '@sum', '＝1', '\t=1', '\r=1', ' =1', '\n'])(
  'the text %j begins with an apostrophe in a spreadsheet',
  (text) => {
    expect(read(toCsvCell(text))).toBe(`'${text}`)
  },
)

test('no text breaks out of its cell or begins like a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'=+-@",\r\n\t a王') }), (text) => {
      const cell = toCsvCell(text)
      expect(cell).toMatch(/^([^",\r\n]*|"([^"]|"")*")$/)
      expect(read(cell)).not.toMatch(/^\s*[=+\-@]/)
      expect(read(cell).replace(/^'/, '')).toBe(text.replace(/^'/, ''))
    }),
  )
})

test('numbers stay numbers, also below zero', () => {
  expect(toCsvCell(-5)).toBe('-5')
})
