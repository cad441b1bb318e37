import type { FileHandle } from 'node:fs/promises'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { UnreadableFile } from '../unreadable-file.ts'
import type { XmlSource } from './xml-events.ts'

/** 768 MiB of XML in all: a sheet of a million rows. Sizes that an archive states are held to. */
const MOST_INFLATED_BYTES = 768 * 2 ** 20
const MOST_ENTRIES = 2000

/** The parts of a workbook by their paths. */
export interface Archive {
  /** Reads a part as a stream; undefined where there is none. Its path is compared without case. */
  source(path: string): XmlSource | undefined
  sizeOf(path: string): number
}

/**
 * Lists what is in an open file. It is read by place and has to stay open.
 *
 * @throws UnreadableFile where it is no workbook, or unpacks to more than can be read
 */
export async function openArchive(file: FileHandle): Promise<Archive> {
  const entries = new Map<string, Entry>()
  const zip = await mended(listEntries(file, entries))
  const inflated = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (inflated > MOST_INFLATED_BYTES) throw new UnreadableFile('file-inflates-too-much')
  if (!entries.has('xl/workbook.xml')) {
    const isOtherWorkbook = entries.has('xl/workbook.bin') || entries.has('content.xml')
    throw new UnreadableFile(isOtherWorkbook ? 'file-binary-workbook' : 'file-not-a-table')
  }
  return {
    source: (path) => {
      const entry = entries.get(path.toLowerCase())
      return entry && (() => readEntry(zip, entry))
    },
    sizeOf: (path) => entries.get(path.toLowerCase())?.uncompressedSize ?? 0,
  }
}

async function listEntries(file: FileHandle, entries: Map<string, Entry>): Promise<ZipFile> {
  // The file is read by place and closed by whoever opened it.
  const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true })
  if (zip.entryCount > MOST_ENTRIES) throw new UnreadableFile('file-inflates-too-much')
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName.toLowerCase().replace(/^\//, ''), entry)
  }
  return zip
}

async function* readEntry(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (!entry.canDecodeFileData()) throw new UnreadableFile('file-broken')
  const stream = await zip.openReadStreamPromise(entry)
  try {
    yield* stream
  } finally {
    stream.destroy()
  }
}

/** Waits for work that fails as a damaged workbook does. */
export const mended = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error) => {
    throw toUnreadable(error)
  })

/** Archive and XML fail with errors of their own, all of which mean the same. */
export function toUnreadable(error: unknown): unknown {
  if (error instanceof UnreadableFile || (error as NodeJS.ErrnoException).syscall) return error
  return new UnreadableFile('file-broken')
}
