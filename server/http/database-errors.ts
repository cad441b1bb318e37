import {
  INSUFFICIENT_PRIVILEGE,
  problemByConstraint,
  problemByState,
  TOO_MANY,
} from './database-problems.ts'
import type { ProblemInput } from './problem.ts'

/** 23xxx: integrity constraints. */
const INTEGRITY_VIOLATION = /^23/
/** 57014: cancelled by the statement timeout or because the caller has gone. */
const QUERY_CANCELED = '57014'
/** A character that the database cannot store: NUL in a text, or in JSON. */
const UNSTORABLE_CHARACTER = /^22(021|P05)$/
/** A day or moment that can be written, but that the database does not know: in the year 0, or 16 hours from UTC. */
const UNKNOWN_MOMENT = /^2200[89]$/
/** What functions of ours tell of who has an identity number; the database words it otherwise. */
const PERSON_IN_THE_WAY = /^person (\d+)$/
/** Connection lost, refused, or the server is starting or stopping. */
const UNAVAILABLE = /^(08|57P0)|^ECONN(REFUSED|RESET)$/

/**
 * Whether the role of the application lacks a right. The caller is told the same as where the own
 * role does not allow it, but the permission of the route should have said so before.
 */
export const isMissingRight = (error: unknown): boolean =>
  (error as { code?: string }).code === INSUFFICIENT_PRIVILEGE

interface DatabaseFailure {
  code?: string
  constraint?: string
  detail?: string
}

/** The problem that an error of the database means, or undefined where it is a fault of ours. */
export function toDatabaseProblem(error: unknown): ProblemInput | undefined {
  const { code = '', constraint, detail } = error as DatabaseFailure
  if (code === QUERY_CANCELED) {
    return { code: 'too-slow', title: 'The request took too long', status: 503 }
  }
  if (UNSTORABLE_CHARACTER.test(code)) {
    return toInvalidInput('A text holds a character that cannot be stored, such as NUL.')
  }
  if (UNKNOWN_MOMENT.test(code)) return toInvalidInput('A day or moment does not exist.')
  if (UNAVAILABLE.test(code)) {
    return { code: 'database-unavailable', title: 'The database does not answer', status: 503 }
  }
  const refused = problemByState[code]
  if (refused)
    return { ...refused, ...(code === TOO_MANY && { retryAfterSeconds: Number(detail) }) }
  const known = constraint === undefined ? undefined : problemByConstraint[constraint]
  if (!known || !INTEGRITY_VIOLATION.test(code)) return undefined
  const holder = PERSON_IN_THE_WAY.exec(detail ?? '')?.[1]
  return { ...known, status: 409, ...(holder && { personId: Number(holder) }) }
}

const toInvalidInput = (detail: string): ProblemInput => ({
  ...{ code: 'invalid-input', title: 'The request is not valid', status: 400, detail },
})
