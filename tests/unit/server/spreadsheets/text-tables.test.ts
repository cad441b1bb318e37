import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCsvLine } from '../../../../server/http/csv.ts'
import { readSheet, reasonOf } from './read-sheet.ts'

/** 姓名,住址 / 王小明,金光花园 in GBK. */
const GBK = Buffer.from('d0d5c3fb2cd7a1d6b70d0acdf5d0a1c3f72cbdf0b9e2bba8d4b00d0a', 'hex')
const rows = [
  ['姓名', '住址'],
  ['王小明', '金光花园'],
]

describe('a text table', () => {
  test('is read as UTF-8 with and without mark, as UTF-16 and as GBK', async () => {
    const text = '姓名,住址\r\n王小明,金光花园\r\n'
    const files: [string, Uint8Array][] = [
      ['utf-8', Buffer.from(text)],
      ['utf-8', Buffer.from(`\uFEFF${text}`)],
      ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['utf-16be', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
      ['gb18030', GBK],
    ]
    for (const [encoding, bytes] of files) {
      expect(await readSheet(bytes)).toMatchObject({ encoding, delimiter: ',', rows })
    }
  })

  test('in GBK is known as such also where the first character that tells comes late', async () => {
    const late = Buffer.concat([Buffer.from('a,b\n'.repeat(70_000)), GBK])
    const { encoding, rows: read } = await readSheet(late)
    expect(encoding).toBe('gb18030')
    expect(read.at(-1)).toEqual(rows[1])
  })

  test.each([',', '\t', ';', '|'])('divided by %j is divided there', async (delimiter) => {
    const lines = rows.map((row) => row.join(delimiter)).join('\n')
    expect(await readSheet(lines)).toMatchObject({ delimiter, rows })
  })

  test('keeps the line of each row: blank lines and line feeds inside cells count', async () => {
    const { lines, rows: read } = await readSheet('a,b\n\n"c\nd",e\n , \nf,g\n')
    expect(lines).toEqual([1, 3, 6])
    expect(read[1]).toEqual(['c\nd', 'e'])
  })

  test('is refused with a reason where it is none', async () => {
    expect(await reasonOf('')).toBe('file-empty')
    expect(await reasonOf(Buffer.from([0x61, 0, 0x62, 1]))).toBe('file-not-a-table')
    expect(await reasonOf(Buffer.from([0x61, 0xff, 0xff, 0x0a]))).toBe('file-encoding-unknown')
    expect(await reasonOf(`a,"b\n${'x,y\n'.repeat(100_000)}`)).toBe('file-quote-open')
    expect(await reasonOf('x,'.repeat(300))).toBe('file-too-wide')
  })

  test('gives back what was written, whatever stands in its cells', async () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\0/g, ''))
    const table = fc.array(fc.tuple(fc.constant('甲'), cell, cell), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(table, async (written) => {
        const text = `列一,列二,列三\r\n${written.map(toCsvLine).join('')}`
        const { rows: read } = await readSheet(text)
        // The writer defuses formulas with an apostrophe.
        const plain = read.slice(1).map((row) => row.map((one) => String(one).replace(/^'/, '')))
        expect(plain).toEqual(written.map((row) => row.map((one) => one.replace(/^'/, ''))))
      }),
      { numRuns: 60 },
    )
  })
})
