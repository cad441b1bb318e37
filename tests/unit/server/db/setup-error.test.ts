import { expect, test } from 'vitest'
import { isConnectionLost, isDiskFull } from '../../../../server/db/setup-error.ts'

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test.each([
  withCode('57P01', 'terminating connection due to administrator command'),
  withCode('08006'),
  withCode('ECONNRESET'),
  new Error('Connection terminated unexpectedly'),
])('a database that went away is told from a fault of ours: %s', (error) => {
  expect(isConnectionLost(error)).toBe(true)
  expect(isDiskFull(error)).toBe(false)
})

test.each([withCode('53100'), withCode('ENOSPC'), new Error('write: No space left on device')])(
  'a full disk is told from a lost connection: %s',
  (error) => {
    expect(isDiskFull(error)).toBe(true)
    expect(isConnectionLost(error)).toBe(false)
  },
)

test('a fault of ours stays one', () => {
  expect(isConnectionLost(withCode('42P01', 'relation "x" does not exist'))).toBe(false)
})
