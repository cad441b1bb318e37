import { strToU8, zipSync } from 'fflate'
import { openSheet } from '../../../../server/spreadsheets/open-sheet.ts'
import type { Cell, SheetRow } from '../../../../server/spreadsheets/sheet.ts'
import { writeWorkbook } from '../../../../server/spreadsheets/xlsx/write-workbook.ts'
import { withFile } from '../../../helpers/temporary-file.ts'

export interface ReadSheet {
  encoding: string | null
  delimiter: string | null
  names: readonly string[]
  lines: number[]
  rows: Cell[][]
}

/** Reads a whole file as a table. */
export const readSheet = (bytes: Uint8Array | string, sheetName?: string): Promise<ReadSheet> =>
  withFile(bytes, async (file) => {
    const sheet = await openSheet(file, sheetName)
    const { encoding, delimiter, names } = sheet
    const rows: SheetRow[] = []
    for await (const some of sheet.rows()) rows.push(...some)
    return {
      ...{ encoding, delimiter, names, lines: rows.map(({ line }) => line) },
      rows: rows.map(({ cells }) => cells),
    }
  })

/** Why a file is refused. */
export const reasonOf = (bytes: Uint8Array | string, sheetName?: string): Promise<string> =>
  readSheet(bytes, sheetName).then(
    () => 'read',
    (error) => error.reason ?? String(error),
  )

export async function toWorkbook(
  content: Parameters<typeof writeWorkbook>[0],
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeWorkbook(content)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A workbook from the XML of its parts, as another program may write them. */
export function zipParts(parts: Record<string, string>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])),
  )
}

/** The parts of a workbook with one sheet. */
export const partsOf = (sheetXml: string, more: Record<string, string> = {}) => ({
  'xl/workbook.xml':
    '<workbook xmlns:r="r"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': sheetXml,
  ...more,
})
