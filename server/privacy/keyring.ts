import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SetupError } from '../db/setup-error.ts'

/** A master key: everything else is derived from it. */
export interface MasterKey {
  /** 1 to 255, written before each ciphertext. */
  version: number
  /** 32 bytes. */
  bytes: Buffer
}

/** Keys of this installation; the first seals, all of them open. */
export type Keyring = readonly [MasterKey, ...MasterKey[]]

const KEY_FORM = /^(\d{1,3}):([A-Za-z0-9+/]{43}=)$/

/**
 * The keys of `PII_KEY`, else those of the key file, which is made where it is missing.
 *
 * @param dataDir absolute path; the key file is `keys/persons.key` in it
 * @throws SetupError where the key cannot be read, is malformed, or others may read its file
 */
export async function loadKeyring(piiKey: string | undefined, dataDir: string): Promise<Keyring> {
  if (piiKey) return parseKeyring(piiKey, 'PII_KEY')
  const file = keyFile(dataDir)
  await createKeyFile(file)
  const { mode } = await stat(file)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new SetupError(
      `Others can read the key of the personal data: run "chmod 600 ${file}", and rotate it ("npm run rotate-key") if anybody may have.`,
    )
  }
  return parseKeyring(await readFile(file, 'utf8'), file)
}

/** Where the keys stand when PII_KEY does not give them. */
export const keyFile = (dataDir: string) => join(dataDir, 'keys', 'persons.key')

/**
 * Keys as text, newest first, divided by commas or lines: `2:BASE64,1:BASE64`.
 *
 * @throws SetupError naming `source`
 */
export function parseKeyring(text: string, source: string): Keyring {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const [, version = '', bytes = ''] = KEY_FORM.exec(entry) ?? []
      return { version: Number(version), bytes: Buffer.from(bytes, 'base64') }
    })
  const isSound = keys.every(
    ({ version, bytes }) => version >= 1 && version <= 255 && bytes.length === 32,
  )
  const [first, ...others] = keys
  if (!first || !isSound || new Set(keys.map(({ version }) => version)).size < keys.length) {
    throw new SetupError(
      `${source} is not a key: write VERSION:KEY with 32 random bytes in base64, such as "1:$(openssl rand -base64 32)", older keys behind it after a comma.`,
    )
  }
  return [first, ...others]
}

export function formatKeyring(keyring: Keyring): string {
  return keyring.map(({ version, bytes }) => `${version}:${bytes.toString('base64')}`).join('\n')
}

export function createMasterKey(version: number): MasterKey {
  return { version, bytes: randomBytes(32) }
}

/**
 * One key per purpose, so that none can stand for another. RFC 5869. As an object of the crypto
 * library: from bare bytes it would be set up anew for each of a city's 300,000 fields.
 */
export function deriveKey({ bytes }: MasterKey, purpose: string): KeyObject {
  const derived = hkdfSync('sha256', bytes, '', `digital-community ${purpose}`, 32)
  return createSecretKey(Buffer.from(derived))
}

/** A keyed hash of a text: equal texts are found, nothing can be read from it. */
export function keyedHash(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** Writes a file whole or not at all, so that no crash leaves half a key. */
export async function writeKeyFile(
  file: string,
  keyring: Keyring,
  { mayReplace }: { mayReplace: boolean },
): Promise<void> {
  const draft = `${file}.${process.pid}`
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(draft, `${formatKeyring(keyring)}\n`, { mode: 0o600, flush: true })
  await chmod(draft, 0o600)
  if (mayReplace) return rename(draft, file)
  try {
    // Unlike rename, link leaves a file alone that another process has just made.
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
}

async function createKeyFile(file: string): Promise<void> {
  const isThere = await stat(file).then(
    () => true,
    (error) => {
      if (error.code === 'ENOENT') return false
      throw new SetupError(
        `The key file ${file} cannot be read (${error.code}): correct its rights.`,
      )
    },
  )
  if (!isThere) await writeKeyFile(file, [createMasterKey(1)], { mayReplace: false })
}
