import { readWholeXml, type XmlSource } from './xml-events.ts'

/** Formats that a workbook need not describe and that show a day (ECMA-376, 18.8.30; 27 to 58: Chinese). */
const DATE_FORMATS = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
])

/** Numbers of the cell styles that show a number as a day. */
export async function readDateStyles(source: XmlSource | undefined): Promise<Set<number>> {
  const formats = new Map<number, string>()
  const styles = new Set<number>()
  let isInCells = false
  let count = 0
  await readWholeXml(source, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '')
      if (name === 'cellXfs') isInCells = true
      if (name !== 'xf' || !isInCells) return
      if (isDateFormat(Number(numFmtId), formats)) styles.add(count)
      count++
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return styles
}

function isDateFormat(id: number, formats: ReadonlyMap<number, string>): boolean {
  const code = formats.get(id)
  if (code === undefined) return DATE_FORMATS.has(id)
  // Words in quotes, colours in brackets and escaped letters say nothing.
  const signs = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general/gi, '')
  return /[yd]/i.test(signs)
}
