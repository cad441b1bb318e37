import type { FileHandle } from 'node:fs/promises'
import { UnreadableFile } from '../unreadable-file.ts'
import { readChunks } from './read-chunks.ts'

export interface TextEncodingOfFile {
  /** As TextDecoder names it. */
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
  /** Bytes before the text begins. */
  markBytes: number
}

const marks: [Buffer, TextEncodingOfFile['encoding']][] = [
  [Buffer.from([0xef, 0xbb, 0xbf]), 'utf-8'],
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
]

/**
 * The encoding of a text file: by its mark, else UTF-8 where every byte fits, else GB18030 (which
 * holds GBK and GB2312). The whole file is looked at: a beginning of ASCII says nothing.
 *
 * @throws UnreadableFile where no encoding fits, or the bytes are no text
 */
export async function detectEncoding(file: FileHandle): Promise<TextEncodingOfFile> {
  const head = Buffer.alloc(3)
  await file.read(head, 0, 3, 0)
  for (const [mark, encoding] of marks) {
    if (head.subarray(0, mark.length).equals(mark)) return { encoding, markBytes: mark.length }
  }
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    if (await fits(file, encoding)) return { encoding, markBytes: 0 }
  }
  throw new UnreadableFile('file-encoding-unknown')
}

async function fits(file: FileHandle, encoding: TextEncodingOfFile['encoding']): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of readChunks(file, 0)) {
      if (chunk.includes(0)) throw new UnreadableFile('file-not-a-table')
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
