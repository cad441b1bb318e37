import type { Pool } from '../../server/db/pool.ts'
import {
  type AuditAnchor,
  type AuditHead,
  isSignedByUs,
} from '../../server/privacy/audit-anchor.ts'
import type { Keyring } from '../../server/privacy/keyring.ts'

/** A place at which the audit does not hold. */
export interface AuditFault {
  entryId: number
  kind: FaultKind
}

/** The last three show only against a signature or a head that was noted elsewhere. */
export type FaultKind =
  | 'removed-before'
  | 'order'
  | 'changed'
  | 'removed-at-end'
  | 'start-unexplained'
  | 'anchor-forged'
  | 'rewritten'
  | 'truncated'

export interface ChainReport {
  entryCount: number
  head: AuditHead
  /** The last entry that retention has dropped; 0 where none was. */
  startEntryId: number
  /** Signed heads that were checked; those whose key is missing were not. */
  anchorCount: number
  uncheckedAnchorCount: number
  fault: AuditFault | undefined
}

export interface ChainChecks {
  /** Absent: signatures are not checked. */
  keyring: Keyring | undefined
  /** A head that was noted earlier. */
  expectedHead: AuditHead | undefined
}

type KnownAnchor = AuditAnchor & { actualHash: Buffer | null; headEntryId: number }

/** Walks the whole chain, then holds it against signed and noted heads; first fault only. */
export async function verifyChain(
  owner: Pick<Pool, 'query'>,
  { keyring, expectedHead }: ChainChecks,
): Promise<ChainReport> {
  const { rows } = await owner.query<Omit<ChainReport, 'fault' | 'head'> & AuditHead>(`
    SELECT (SELECT count(*) FROM audit_entry) AS "entryCount", entry_id AS "entryId", hash,
      start_entry_id AS "startEntryId"
    FROM audit_head`)
  const state = rows[0]
  if (!state) throw new Error('The table audit_head is empty: the chain has lost its ends')
  const anchors = await listAnchors(owner)
  const checkable = keyring
    ? anchors.filter(({ keyVersion }) => keyring.some(({ version }) => version === keyVersion))
    : []
  return {
    entryCount: state.entryCount,
    head: { entryId: state.entryId, hash: state.hash },
    startEntryId: state.startEntryId,
    anchorCount: checkable.length,
    uncheckedAnchorCount: anchors.length - checkable.length,
    fault:
      (await findChainFault(owner)) ??
      findAnchorFault(checkable, keyring) ??
      (expectedHead && (await findHeadFault(owner, expectedHead))),
  }
}

async function findChainFault(owner: Pick<Pool, 'query'>): Promise<AuditFault | undefined> {
  const { rows } = await owner.query<AuditFault>(
    'SELECT entry_id AS "entryId", fault AS kind FROM find_audit_fault()',
  )
  return rows[0]
}

/** Each with the hash that its entry has now; the first kept link of the chain counts as well. */
async function listAnchors(owner: Pick<Pool, 'query'>): Promise<KnownAnchor[]> {
  const { rows } = await owner.query<KnownAnchor>(`
    SELECT anchor.entry_id AS "entryId", anchor.hash, key_version AS "keyVersion", signature,
      head.entry_id AS "headEntryId",
      CASE WHEN anchor.entry_id = start_entry_id THEN start_hash ELSE entry.hash END AS "actualHash"
    FROM audit_anchor AS anchor
    CROSS JOIN audit_head AS head
    LEFT JOIN audit_entry AS entry ON entry.entry_id = anchor.entry_id
    ORDER BY anchor.entry_id`)
  return rows
}

function findAnchorFault(
  anchors: readonly KnownAnchor[],
  keyring: Keyring | undefined,
): AuditFault | undefined {
  for (const anchor of anchors) {
    const { entryId, hash, actualHash } = anchor
    if (!keyring || !isSignedByUs(keyring, anchor)) return { entryId, kind: 'anchor-forged' }
    if (!actualHash) return { entryId, kind: 'truncated' }
    if (!actualHash.equals(hash)) return { entryId, kind: 'rewritten' }
  }
  return undefined
}

async function findHeadFault(
  owner: Pick<Pool, 'query'>,
  { entryId, hash }: AuditHead,
): Promise<AuditFault | undefined> {
  const { rows } = await owner.query<{ hash: Buffer }>(
    `SELECT hash FROM audit_entry WHERE entry_id = $1
     UNION ALL SELECT start_hash FROM audit_head WHERE start_entry_id = $1 LIMIT 1`,
    [entryId],
  )
  if (!rows[0]) return { entryId, kind: 'truncated' }
  return rows[0].hash.equals(hash) ? undefined : { entryId, kind: 'rewritten' }
}
