import { timingSafeEqual } from 'node:crypto'
import { deriveKey, type Keyring, keyedHash, type MasterKey } from './keyring.ts'

/** The newest entry of the audit at some moment. */
export interface AuditHead {
  entryId: number
  hash: Buffer
}

export interface AuditAnchor extends AuditHead {
  keyVersion: number
  signature: Buffer
}

/** Signs a head with the newest key: without the key nobody can sign a rewritten chain. */
export function signAuditHead([newest]: Keyring, head: AuditHead): AuditAnchor {
  return { ...head, keyVersion: newest.version, signature: toSignature(newest, head) }
}

/** Whether the anchor was signed by one of our keys; undefined where its key is missing. */
export function isSignedByUs(keyring: Keyring, anchor: AuditAnchor): boolean | undefined {
  const key = keyring.find(({ version }) => version === anchor.keyVersion)
  return key && timingSafeEqual(toSignature(key, anchor), anchor.signature)
}

const toSignature = (key: MasterKey, { entryId, hash }: AuditHead) =>
  keyedHash(deriveKey(key, 'audit anchor'), `${entryId}:${hash.toString('hex')}`)
