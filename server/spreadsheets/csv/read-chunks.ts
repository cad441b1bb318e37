import type { FileHandle } from 'node:fs/promises'

const CHUNK_BYTES = 2 ** 18

/** The bytes of an open file from a place on; the chunk is only good until the next is asked for. */
export async function* readChunks(file: FileHandle, from: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  for (let position = from; ; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
