import type { FileHandle } from 'node:fs/promises'
import { openCsv } from './csv/open-csv.ts'
import type { Sheet } from './sheet.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { openWorkbook } from './xlsx/open-workbook.ts'

/** 64 MiB: ten times a roster of 180,000 rows. */
export const MOST_FILE_BYTES = 64 * 2 ** 20

const ZIP = Buffer.from('PK\x03\x04')
/** Compound file: .xls, and every workbook that is sealed with a password. */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/**
 * A table in an open file: an Excel workbook (.xlsx), or text with commas, tabs or semicolons. What
 * it is, is seen from the bytes, whatever its name says. The file has to stay open while it is read.
 *
 * @param wantedSheet name of the sheet; the first that is not hidden where it is left out
 * @throws UnreadableFile
 */
export async function openSheet(file: FileHandle, wantedSheet?: string): Promise<Sheet> {
  const { size } = await file.stat()
  if (size === 0) throw new UnreadableFile('file-empty')
  if (size > MOST_FILE_BYTES) throw new UnreadableFile('file-too-large')
  const head = Buffer.alloc(4)
  await file.read(head, 0, 4, 0)
  if (head.equals(COMPOUND_FILE)) throw new UnreadableFile('file-old-excel')
  return head.equals(ZIP) ? openWorkbook(file, size, wantedSheet) : openCsv(file, size)
}
