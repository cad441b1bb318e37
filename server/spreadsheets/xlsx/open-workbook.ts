import type { FileHandle } from 'node:fs/promises'
import type { Sheet } from '../sheet.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { mended, openArchive, toUnreadable } from './archive.ts'
import { readMerges } from './merged-cells.ts'
import { readSheetRows } from './read-sheet-rows.ts'
import { readSharedStrings, type SharedStrings } from './shared-strings.ts'
import { readDateStyles } from './styles.ts'
import { findSheets, type SheetEntry } from './workbook-parts.ts'
import type { XmlSource } from './xml-events.ts'

/**
 * A sheet of an Excel workbook (.xlsx). Rows are read as a stream; of the workbook only its shared
 * texts stay in memory, packed.
 *
 * @throws UnreadableFile
 */
export async function openWorkbook(
  file: FileHandle,
  size: number,
  wantedSheet: string | undefined,
): Promise<Sheet> {
  const archive = await openArchive(file)
  const { sheets, is1904 } = await mended(findSheets(archive))
  const sheet = chooseSheet(sheets, wantedSheet)
  const part = archive.source(sheet.path)
  if (!part) throw new UnreadableFile('file-broken')
  let readBytes = 0
  const counted: XmlSource = async function* () {
    readBytes = 0
    for await (const chunk of part()) {
      readBytes += chunk.length
      yield chunk
    }
  }
  let strings: SharedStrings | undefined
  return {
    ...{ format: 'xlsx', encoding: null, delimiter: null, name: sheet.name },
    names: sheets.map(({ name }) => name),
    progress: () => Math.min(1, readBytes / Math.max(1, archive.sizeOf(sheet.path), size)),
    async *rows() {
      try {
        strings ??= await readSharedStrings(archive.source('xl/sharedStrings.xml'))
        const dateStyles = await readDateStyles(archive.source('xl/styles.xml'))
        const merges = await readMerges(part)
        yield* readSheetRows(counted, { strings, dateStyles, merges, is1904 })
      } catch (error) {
        throw toUnreadable(error)
      }
    },
  }
}

function chooseSheet(sheets: readonly SheetEntry[], wanted: string | undefined): SheetEntry {
  const chosen =
    wanted === undefined
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : sheets.find(({ name }) => name === wanted)
  if (!chosen) throw new UnreadableFile('file-sheet-missing')
  return chosen
}
