import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Fingerprint of the program that makes tiles: of every file in this folder. A tile that another
 * version of the program has stored is never taken for one of this version's.
 */
export const TILE_FORMAT = fingerprintFolder(import.meta.dirname)

function fingerprintFolder(folder: string): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).sort()) {
    hash.update(file).update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 8)
}
