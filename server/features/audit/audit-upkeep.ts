import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import { type AuditHead, signAuditHead } from '../../privacy/audit-anchor.ts'
import type { Keyring } from '../../privacy/keyring.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export interface AuditUpkeep {
  /** Signs the head once more and ends. */
  stop(): Promise<void>
}

/**
 * Signs the head of the audit now, every hour and at the end, and drops daily what the retention
 * rules no longer keep. What fails is logged and tried again in its turn: nobody waits for it.
 */
export function startAuditUpkeep(
  gate: Database,
  loadKeys: () => Promise<Keyring>,
  log: Pick<FastifyBaseLogger, 'error'>,
): AuditUpkeep {
  const running = new Set<Promise<unknown>>()
  const run = (work: () => Promise<unknown>) => {
    const attempt = work().catch((err) => log.error({ err }, 'upkeep of the audit failed'))
    running.add(attempt)
    void attempt.finally(() => running.delete(attempt))
  }
  // Read each time: the key may have changed since.
  const sign = async () => anchorAudit(gate, await loadKeys())
  const retain = () => applyRetention(gate)
  const timers = [
    setInterval(() => run(sign), HOUR).unref(),
    setInterval(() => run(retain), DAY).unref(),
  ]
  run(async () => {
    await retain()
    await sign()
  })
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
      run(sign)
      await Promise.all(running)
    },
  }
}

/** Keeps a signature of the newest entry; nothing where it is kept already. */
export async function anchorAudit(gate: Database, keyring: Keyring): Promise<void> {
  const [head] = await runQuery<AuditHead>(
    gate,
    sql`SELECT entry_id AS "entryId", hash FROM read_audit_head()`,
  )
  if (!head) return
  const { entryId, hash, keyVersion, signature } = signAuditHead(keyring, head)
  await runQuery(
    gate,
    sql`SELECT keep_audit_anchor(${entryId}, ${hash}, ${keyVersion}, ${signature})`,
  )
}

async function applyRetention(gate: Database): Promise<void> {
  await runQuery(gate, sql`SELECT FROM apply_retention(false)`)
}
