import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'
import { deriveKey, type Keyring, keyedHash } from './keyring.ts'
import { maskIdentityNumber, maskPhone } from './masking.ts'

/** The two fields that are stored encrypted. */
export type SealedField = 'identity-number' | 'phone'

/** A sealed field as the table person stores it; all empty where nothing is known. */
export interface SealedColumns {
  /** key version 1 byte, nonce 12, tag 16, cipher */
  sealed: Buffer | null
  index: Buffer | null
  masked: string | null
}

export interface Sealer {
  /** What to store for a value of one person. */
  seal(personId: number, field: SealedField, clear: string | null): SealedColumns
  /** @throws Error where the key is missing, or the bytes are not this person's or were changed */
  open(personId: number, field: SealedField, sealed: Buffer): string
  /** Seals a text for one place, such as a line of an import. */
  sealText(place: string, clear: string): Buffer
  /** @throws Error where the key is missing, or the bytes belong elsewhere or were changed */
  openText(place: string, sealed: Buffer): string
  /** The blind index by which a value is found exactly, under every key that may have made it. */
  toIndexes(field: SealedField, clear: string): Buffer[]
  /** Version of the key that seals now. */
  version: number
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES

/**
 * AES-256-GCM, bound to person and field: a ciphertext that is moved to another row does not open.
 * The index is HMAC-SHA-256 with a key of its own per field. The newest key seals and the oldest
 * makes the indexes: while keys change, a number still has one index, so that equal numbers are
 * found to be equal.
 */
export function createSealer(keyring: Keyring): Sealer {
  const keys = new Map(
    keyring.map((master) => [
      master.version,
      {
        cipher: deriveKey(master, 'sealed person'),
        index: {
          'identity-number': deriveKey(master, 'index identity-number'),
          phone: deriveKey(master, 'index phone'),
        },
      },
    ]),
  )
  const version = keyring[0].version
  const indexVersion = (keyring.at(-1) ?? keyring[0]).version
  const keyOf = (wanted: number) => {
    const key = keys.get(wanted)
    if (!key) throw new Error(`The key version ${wanted} is missing: add it to PII_KEY`)
    return key
  }

  return {
    version,
    seal(personId, field, clear) {
      if (clear === null) return { sealed: null, index: null, masked: null }
      return {
        sealed: encrypt(bindTo(personId, field), clear),
        index: toIndex(indexVersion, field, clear),
        masked: field === 'phone' ? maskPhone(clear) : maskIdentityNumber(clear),
      }
    },
    open: (personId, field, sealed) => decrypt(bindTo(personId, field), sealed),
    sealText: (place, clear) => encrypt(Buffer.from(place), clear),
    openText: (place, sealed) => decrypt(Buffer.from(place), sealed),
    toIndexes: (field, clear) => [...keys.keys()].map((wanted) => toIndex(wanted, field, clear)),
  }

  function encrypt(place: Buffer, clear: string): Buffer {
    const nonce = takeNonce()
    const cipher = createCipheriv('aes-256-gcm', keyOf(version).cipher, nonce)
    cipher.setAAD(place)
    const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
  }

  function decrypt(place: Buffer, sealed: Buffer): string {
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', keyOf(sealed[0] ?? 0).cipher, nonce)
    decipher.setAAD(place)
    decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES))
    return Buffer.concat([
      decipher.update(sealed.subarray(HEADER_BYTES)),
      decipher.final(),
    ]).toString('utf8')
  }

  /** The version stands before the hash, so that the database knows which key made it. */
  function toIndex(wanted: number, field: SealedField, clear: string): Buffer {
    return Buffer.concat([
      Buffer.of(wanted),
      keyedHash(keyOf(wanted).index[field], normalise(clear)),
    ])
  }
}

const nonces = Buffer.alloc(NONCE_BYTES * 1024)
let usedNonceBytes = nonces.length

/** Random and never used before; drawn many at once, because each draw costs a system call. */
function takeNonce(): Buffer {
  if (usedNonceBytes === nonces.length) {
    randomFillSync(nonces)
    usedNonceBytes = 0
  }
  usedNonceBytes += NONCE_BYTES
  return Buffer.from(nonces.subarray(usedNonceBytes - NONCE_BYTES, usedNonceBytes))
}

const bindTo = (personId: number, field: SealedField) => Buffer.from(`person:${personId}:${field}`)

/** One form per number: without spaces and signs, full-width digits narrow, the check digit large. */
const normalise = (clear: string) =>
  clear
    .normalize('NFKC')
    .replace(/[\s()\-–]/g, '')
    .toUpperCase()
