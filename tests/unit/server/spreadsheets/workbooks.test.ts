import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDay } from '../../../../server/spreadsheets/xlsx/serial-day.ts'
import { partsOf, readSheet, reasonOf, toWorkbook, zipParts } from './read-sheet.ts'

const text = { width: 10, isText: true }
const sheet = (rows: string, behind = '') =>
  `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`

describe('a workbook', () => {
  test('gives back what was written', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((one) => !/\p{Cc}|[\ufffe\uffff]|_x/u.test(one)),
      fc.integer(),
    )
    const row = fc.tuple(fc.constant('甲'), cell, cell)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const bytes = await toWorkbook({ sheetName: '名册', columns: [text], rows })
        const { rows: read, names } = await readSheet(bytes)
        expect(names).toEqual(['名册'])
        expect(read.map((cells) => [...cells, '', ''].slice(0, 3))).toEqual(rows)
      }),
      { numRuns: 60 },
    )
  })

  test('is the same file whenever it is written', async () => {
    const write = () => toWorkbook({ sheetName: 'a', columns: [text], rows: [['甲', 1]] })
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    expect(digest(await write())).toBe(digest(await write()))
  })

  test('tells days that are stored as numbers, counted from 1900 or 1904', async () => {
    expect(toDay(1)).toBe('1900-01-01')
    expect(toDay(61)).toBe('1900-03-01')
    expect(toDay(29221)).toBe('1980-01-01')
    expect(toDay(0)).toBeUndefined()
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="[Red]0.00&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="14"/><xf numFmtId="177"/></cellXfs></styleSheet>'
    const rows =
      '<row r="1"><c r="A1" s="0"><v>29221</v></c><c r="B1" s="1"><v>29221.75</v></c><c r="C1" s="2"><v>27759</v></c><c r="D1" s="3"><v>29221</v></c></row>'
    const parts = partsOf(sheet(rows), { 'xl/styles.xml': styles })
    expect((await readSheet(zipParts(parts))).rows).toEqual([
      [29221, '1980-01-01', '1975-12-31', 29221],
    ])
    const from1904 = parts['xl/workbook.xml'].replace(
      '<sheets',
      '<workbookPr date1904="1"/><sheets',
    )
    const { rows: later } = await readSheet(zipParts({ ...parts, 'xl/workbook.xml': from1904 }))
    expect(later[0]?.[2]).toBe('1980-01-01')
  })

  test('gives values of formulas, rich text, inline text and cells without a place', async () => {
    const rows =
      '<row><c t="s"><v>0</v></c><c t="str"><f>A1&amp;1</f><v>甲1</v></c><c t="inlineStr"><is><t>行内</t></is></c><c><f>1+1</f><v>2</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
    const strings =
      '<sst><si><r><t>金光</t></r><r><t>花园</t></r><rPh sb="0" eb="1"><t>jin</t></rPh></si></sst>'
    const bytes = zipParts(partsOf(sheet(rows), { 'xl/sharedStrings.xml': strings }))
    expect((await readSheet(bytes)).rows).toEqual([['金光花园', '甲1', '行内', 2, 'TRUE', '#N/A']])
  })

  test('gives each merged cell the value of the first, and leaves empty rows out', async () => {
    const cell = (place: string, value: number) => `<c r="${place}"><v>${value}</v></c>`
    const rows = `<row r="2">${cell('A2', 5)}${cell('B2', 1)}</row><row r="3">${cell('B3', 2)}</row><row r="4">${cell('B4', 3)}</row><row r="9"><c r="A9" s="1"/></row>`
    const merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="C2:D4"/></mergeCells>'
    const read = await readSheet(zipParts(partsOf(sheet(rows, merges))))
    expect(read.rows).toEqual([
      [5, 1],
      [5, 2],
      ['', 3],
    ])
    expect(read.lines).toEqual([2, 3, 4])
  })

  test('lets one choose among its sheets; the first that is not hidden comes by itself', async () => {
    const parts = partsOf(sheet('<row><c><v>1</v></c></row>'), {
      'xl/worksheets/sheet2.xml': sheet('<row><c><v>2</v></c></row>'),
    })
    const bytes = zipParts({
      ...parts,
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><sheets><sheet name="旧" state="hidden" r:id="rId1"/><sheet name="新" r:id="rId2"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    })
    expect((await readSheet(bytes)).rows).toEqual([[2]])
    expect((await readSheet(bytes, '旧')).rows).toEqual([[1]])
    expect(await reasonOf(bytes, '无')).toBe('file-sheet-missing')
  })
})

describe('what is no workbook is refused with a reason:', () => {
  test('an old or locked one, another archive, another kind of workbook', async () => {
    expect(await reasonOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('file-old-excel')
    expect(await reasonOf(zipParts({ 'a.txt': 'a' }))).toBe('file-not-a-table')
    expect(await reasonOf(zipParts({ 'xl/workbook.bin': 'a' }))).toBe('file-binary-workbook')
  })

  test('one that is cut off or holds broken XML', async () => {
    const whole = zipParts(partsOf(sheet('<row/>')))
    expect(await reasonOf(whole.subarray(0, whole.length - 40))).toBe('file-broken')
    expect(await reasonOf(zipParts(partsOf('<worksheet><sheetData><row>')))).toBe('file-broken')
  })

  test('one whose XML brings entities of its own', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><sheetData/></worksheet>'
    expect(await reasonOf(zipParts(partsOf(bomb)))).toBe('file-broken')
  })

  test('one that unpacks to more than can be read, or says too little of its size', async () => {
    const stating = (size: number) => {
      const rows = '<row><c><v>1</v></c></row>'.repeat(9000)
      const bytes = Buffer.from(zipParts(partsOf(sheet(rows))))
      // The size that the directory at the end states for the sheet stands before its name.
      bytes.writeUInt32LE(size, bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 22)
      return bytes
    }
    expect(await reasonOf(stating(2 ** 30))).toBe('file-inflates-too-much')
    expect(await reasonOf(stating(100))).toBe('file-broken')
  })
})
