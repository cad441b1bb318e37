import { existsSync } from 'node:fs'
import { type Config, loadConfig } from '../server/config.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { createPool } from '../server/db/pool.ts'
import { SetupError } from '../server/db/setup-error.ts'
import type { AuditHead } from '../server/privacy/audit-anchor.ts'
import { keyFile, loadKeyring } from '../server/privacy/keyring.ts'
import { type ChainReport, type FaultKind, verifyChain } from './audit/verify-chain.ts'
import { runWithArguments, UsageError } from './run-command.ts'

const help = `Proves that no entry of the audit was changed, removed or put elsewhere.

Usage: npm run verify-audit [-- options]

  --expect-head N:HASH  also prove that the head which an earlier run printed is still in the chain
  --help                this text

Walks the chain from its first entry, then holds it against the heads that the server has signed
(with PII_KEY, or the key file in DATA_DIR). Note the head that it prints in another place: only
who holds it can find a chain that was cut or written anew together with its signatures.
Exit codes: 0 whole, 1 a fault (its place and kind are printed) or failed, 2 wrong usage.
`

const meaning: Record<FaultKind, string> = {
  'removed-before': 'entries before this one were removed',
  order: 'this entry does not follow the one before it',
  changed: 'this entry was changed',
  'removed-at-end': 'entries at the end were removed',
  'start-unexplained': 'the beginning was removed, and not by the retention rules',
  'anchor-forged': 'the signature of this head is not ours',
  rewritten: 'another entry stood here when this head was noted',
  truncated: 'the entry that this head names is gone',
}

const options = { 'expect-head': { type: 'string' } } as const

await runWithArguments(help, { options }, async ({ values }) => {
  const report = await verify(loadConfig(), parseHead(values['expect-head']))
  console.log(toText(report))
  if (report.fault) process.exitCode = 1
})

async function verify(config: Config, expectedHead: AuditHead | undefined): Promise<ChainReport> {
  const hasKey = config.piiKey !== undefined || existsSync(keyFile(config.dataDir))
  const keyring = hasKey ? await loadKeyring(config.piiKey, config.dataDir) : undefined
  const database = await openDatabase(config, { purpose: 'work' })
  const pool = createPool(database.connectionString, {
    maxConnections: 1,
    statementTimeoutMilliseconds: 0,
    applicationName: 'verify-audit',
  })
  try {
    return await verifyChain(pool, { keyring, expectedHead })
  } catch (error) {
    if ((error as { code?: string }).code !== '42P01') throw error
    throw new SetupError('There is no audit in this database yet: run "npm start" once.')
  } finally {
    await pool.end()
    await database.stop()
  }
}

function parseHead(text: string | undefined): AuditHead | undefined {
  if (text === undefined) return undefined
  const [, entryId, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text) ?? []
  if (entryId && hash) return { entryId: Number(entryId), hash: Buffer.from(hash, 'hex') }
  throw new UsageError(`${text} is no head: write it as a run has printed it, N:HASH.`)
}

function toText(report: ChainReport): string {
  const { entryCount, head, startEntryId, anchorCount, uncheckedAnchorCount, fault } = report
  return [
    `entries checked: ${entryCount}${startEntryId > 0 ? ` (up to ${startEntryId} dropped by the retention rules)` : ''}`,
    `signed heads checked: ${anchorCount}${uncheckedAnchorCount > 0 ? ` (${uncheckedAnchorCount} not: their key is missing)` : ''}`,
    `head: ${head.entryId}:${head.hash.toString('hex')}`,
    fault
      ? `FAULT at entry ${fault.entryId}: ${fault.kind}, ${meaning[fault.kind]}`
      : 'The chain is whole.',
  ].join('\n')
}
