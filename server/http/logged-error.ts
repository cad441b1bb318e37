import { stdSerializers } from 'pino'

interface LoggedError {
  type: string
  message: string
  stack: string
  [more: string]: unknown
}

/** An error of the database names its state in five characters. */
const SQLSTATE = /^[0-9A-Z]{5}$/

/**
 * What may be written down of a failure. The words of the database quote what a row holds ("Failing
 * row contains (…)"), so of its errors only names are kept, and where it happened.
 */
export function toLoggedError(error: Error): LoggedError {
  const { code, severity, constraint, table, routine } = error as Error & Record<string, unknown>
  if (!severity || !SQLSTATE.test(String(code))) return stdSerializers.err(error)
  const frames = error.stack?.slice(error.stack.indexOf('\n    at ')) ?? ''
  return {
    type: 'DatabaseError',
    message: `SQLSTATE ${code}`,
    constraint,
    table,
    routine,
    stack: frames,
  }
}
