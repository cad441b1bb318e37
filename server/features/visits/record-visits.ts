import type { OperationResult, VisitOperation } from '../../contract/visits.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import { toDatabaseProblem } from '../../http/database-errors.ts'
import { listVisits } from './visits.queries.ts'

/** What is wrong with an operation, and where in it. */
export interface InputFault {
  path: string
}

/** An operation as it was sent: whole, or with the first fault of its shape. */
export type SentOperation =
  | { operation: VisitOperation }
  | { operationId: string; fault: InputFault }

/** The register of places and people refuses these; everything else says nothing of the visit. */
const REFUSALS = [400, 404, 409, 423]

/**
 * Records visits one after the other, each in a transaction of its own and answered by itself.
 *
 * @throws what says nothing of a single operation: the session is over, the database is away. What
 * was recorded before stays, and is answered the same when all of it is sent again.
 */
export async function recordVisits(
  database: Database,
  { sent, writerId }: { sent: readonly SentOperation[]; writerId: number | undefined },
): Promise<OperationResult[]> {
  const results: OperationResult[] = []
  for (const one of sent) {
    results.push(
      'fault' in one
        ? refuse(one.operationId, 'invalid-input', 'The request is not valid', one.fault.path)
        : await recordVisit(database, one.operation, writerId),
    )
  }
  return results
}

async function recordVisit(
  database: Database,
  operation: VisitOperation,
  writerId: number | undefined,
): Promise<OperationResult> {
  const { operationId, notes, findings } = operation
  if (![notes, ...findings.map(({ note }) => note)].every((text) => text?.isWellFormed() ?? true)) {
    return refuse(operationId, 'invalid-input', 'The request is not valid', '/notes')
  }
  try {
    const [row] = await runQuery<{ visitId: string | null; clashes: boolean }>(
      database,
      sql`SELECT recorded_id AS "visitId", clashes 
        FROM record_visit(${JSON.stringify(operation)}::jsonb, ${writerId ?? null}::int)`,
    )
    if (!row || row.visitId === null) {
      return refuse(operationId, 'household-not-found', 'There is no such household')
    }
    const visitId = Number(row.visitId)
    const both = row.clashes ? await listVisits(database, { visit: visitId }, 1) : undefined
    return {
      ...{ operationId, visitId, problem: null },
      result: row.clashes ? 'clash' : 'accepted',
      visit: both?.items[0] ?? null,
    }
  } catch (error) {
    const problem = toDatabaseProblem(error)
    if (!problem || !REFUSALS.includes(problem.status)) throw error
    return refuse(operationId, problem.code, problem.title)
  }
}

const refuse = (
  operationId: string,
  code: string,
  title: string,
  path: string | null = null,
): OperationResult => ({
  ...{ operationId, result: 'refused', visitId: null, visit: null },
  problem: { code, title, path },
})
