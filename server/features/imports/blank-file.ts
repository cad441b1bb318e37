import { Readable } from 'node:stream'
import type { importLanguages } from '../../contract/imports.ts'
import { fieldsOfRoster, type RosterKind } from '../../contract/rosters.ts'
import { writeWorkbook } from '../../spreadsheets/xlsx/write-workbook.ts'
import { columnNames } from './column-names.ts'

/** A blank file of a form: its columns are text, so that Excel leaves long numbers alone. */
export function streamBlankFile(
  kind: RosterKind,
  language: (typeof importLanguages)[number],
): Readable {
  const header = fieldsOfRoster[kind].map(
    (field) => columnNames[field][language === 'zh-CN' ? 0 : 1],
  )
  return Readable.from(
    writeWorkbook({
      sheetName: language === 'zh-CN' ? '名册' : 'Roster',
      columns: header.map(() => ({ width: 18, isText: true })),
      rows: [header],
    }),
    { objectMode: false },
  )
}
