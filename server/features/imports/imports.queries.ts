import type {
  ImportBatch,
  ImportPage,
  ImportRow,
  ImportRowPage,
  NamedMapping,
} from '../../contract/imports.ts'
import type { ImportOutcome, RosterKind, RosterMapping } from '../../contract/rosters.ts'
import type { RowReason } from '../../contract/row-reasons.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { isoTime } from '../../db/iso-time.ts'
import { runQuery } from '../../db/run-query.ts'
import { type SqlFragment, sql } from '../../db/sql.ts'

export interface NewImport {
  kind: RosterKind
  fileName: string
  columns: readonly string[]
  mapping: RosterMapping
  /** YYYY-MM-DD */
  happenedOn: string
}

export async function beginImport(database: Database, given: NewImport): Promise<number> {
  const { kind, fileName, columns, mapping, happenedOn } = given
  const [row] = await runQuery<{ id: number }>(
    database,
    sql`SELECT begin_import(${kind}, ${fileName}, ${columns}, ${JSON.stringify(mapping)},
      ${happenedOn}::date) AS id`,
  )
  return (row as { id: number }).id
}

export async function reservePersonIds(transaction: Transaction, count: number): Promise<number[]> {
  const { rows } = await transaction.query('SELECT reserve_person_ids($1) AS ids', [count])
  return rows[0].ids
}

/** Writes down how far a step is; true where somebody wants it to end. */
export async function noteProgress(
  database: Database,
  batchId: number,
  share: number,
): Promise<boolean> {
  const [row] = await runQuery<{ isCancelled: boolean }>(
    database,
    sql`SELECT note_import_progress(${batchId}, ${Math.min(1, share)}::real) AS "isCancelled"`,
  )
  return row?.isCancelled ?? false
}

const batches = (wanted: number | null, before: number | null, most: number): SqlFragment => sql`
  SELECT id, kind, state, "fileName", columns, mapping, "happenedOn"::text AS "happenedOn", "by",
    ${isoTime(sql`"createdAt"`)} AS "createdAt", progress, "rowCount", counts, failure,
    ${isoTime(sql`"appliedAt"`)} AS "appliedAt", ${isoTime(sql`"undoneAt"`)} AS "undoneAt",
    "undoReason", "isPartlyApplied"
  FROM list_imports(${wanted}, ${before}, ${most})`

export async function findImport(database: Database, id: number): Promise<ImportBatch | undefined> {
  const [batch] = await runQuery<ImportBatch>(database, batches(id, null, 1))
  return batch
}

export async function listImports(
  database: Database,
  before: number | undefined,
  pageSize: number,
): Promise<ImportPage> {
  const items = await runQuery<ImportBatch>(database, batches(null, before ?? null, pageSize + 1))
  const isLast = items.length <= pageSize
  const page = items.slice(0, pageSize)
  return { items: page, next: isLast ? null : (page.at(-1)?.id ?? null) }
}

export async function listImportRows(
  database: Database,
  id: number,
  { outcome, after, pageSize }: { outcome: ImportOutcome; after: number; pageSize: number },
): Promise<ImportRowPage> {
  const items = await runQuery<ImportRow>(
    database,
    sql`SELECT * FROM list_import_rows(${id}, ${outcome}, ${after}, ${pageSize + 1})`,
  )
  const isLast = items.length <= pageSize
  const page = items.slice(0, pageSize)
  return { items: page, next: isLast ? null : (page.at(-1)?.line ?? null) }
}

export interface SealedReject {
  line: number
  outcome: ImportOutcome
  reasons: { code: RowReason; line: number | null }[]
  sealed: Buffer
}

export const listRejects = (
  database: Database,
  id: number,
  after: number,
  most: number,
): Promise<SealedReject[]> =>
  runQuery<SealedReject>(
    database,
    sql`SELECT line, outcome, reasons, sealed FROM list_import_rejects(${id}, ${after}, ${most})`,
  )

/** Writes down that the rejects leave; false where there is no such batch. */
export async function noteRejectsDownload(database: Database, id: number): Promise<boolean> {
  const [row] = await runQuery<{ isThere: boolean }>(
    database,
    sql`SELECT note_rejects_download(${id}) AS "isThere"`,
  )
  return row?.isThere ?? false
}

/** False where there is no such batch. */
export async function cancelImport(database: Database, id: number): Promise<boolean> {
  const [row] = await runQuery<{ isThere: boolean }>(
    database,
    sql`SELECT cancel_import(${id}) AS "isThere"`,
  )
  return row?.isThere ?? false
}

export const listMappings = (database: Database, kind: RosterKind): Promise<NamedMapping[]> =>
  runQuery<NamedMapping>(database, sql`SELECT id, name, mapping FROM list_import_mappings(${kind})`)

export async function saveMapping(
  database: Database,
  kind: RosterKind,
  name: string,
  mapping: RosterMapping,
): Promise<void> {
  await runQuery(
    database,
    sql`SELECT save_import_mapping(${kind}, ${name}, ${JSON.stringify(mapping)})`,
  )
}

/** False where there is none. */
export async function dropMapping(database: Database, id: number): Promise<boolean> {
  const [row] = await runQuery<{ isGone: boolean }>(
    database,
    sql`SELECT drop_import_mapping(${id}) AS "isGone"`,
  )
  return row?.isGone ?? false
}
