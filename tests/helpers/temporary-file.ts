import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs `work` with an open file of these bytes, which is gone afterwards. */
export async function withFile<T>(
  bytes: Uint8Array | string,
  work: (file: FileHandle, path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'digital-community-file-'))
  const path = join(folder, 'file')
  try {
    await writeFile(path, bytes)
    const file = await open(path)
    try {
      return await work(file, path)
    } finally {
      await file.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
