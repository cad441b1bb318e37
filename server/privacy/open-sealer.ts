import { readFileSync, statSync } from 'node:fs'
import { keyFile, loadKeyring, parseKeyring } from './keyring.ts'
import { registerKeysOf } from './register-keys.ts'
import { createSealer, type Sealer } from './sealing.ts'

/**
 * The sealer of a running server. It follows the key file, so that `npm run rotate-key` changes
 * the key while people work.
 *
 * @param ownerUrl of the database whose keys these must be
 * @throws SetupError where keys are missing or wrong
 */
export async function openSealer(
  { piiKey, dataDir }: { piiKey: string | undefined; dataDir: string },
  ownerUrl: string,
): Promise<Sealer> {
  const keyring = await loadKeyring(piiKey, dataDir)
  const sealer = createSealer(await registerKeysOf(ownerUrl, keyring))
  return piiKey ? sealer : followKeyFile(keyFile(dataDir), sealer)
}

/** A sealer that reads the file again whenever it has been replaced: a look costs microseconds. */
export function followKeyFile(file: string, first: Sealer): Sealer {
  let sealer = first
  let seen = stamp(file)
  const current = () => {
    const now = stamp(file)
    if (now === seen) return sealer
    sealer = createSealer(parseKeyring(readFileSync(file, 'utf8'), file))
    seen = now
    return sealer
  }
  return {
    get version() {
      return current().version
    },
    seal: (...input) => current().seal(...input),
    open: (...input) => current().open(...input),
    sealText: (...input) => current().sealText(...input),
    openText: (...input) => current().openText(...input),
    toIndexes: (...input) => current().toIndexes(...input),
  }
}

function stamp(file: string): string {
  const { ino, mtimeMs } = statSync(file)
  return `${ino} ${mtimeMs}`
}
