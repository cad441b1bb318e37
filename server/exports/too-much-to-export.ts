import { MOST_EXPORTED } from '../contract/exports.ts'
import { DomainError } from '../http/domain-error.ts'

export const tooMuchToExport = () =>
  new DomainError(
    { code: 'too-much-to-export', status: 409, title: 'The list is too long for a file' },
    `At most ${MOST_EXPORTED} rows are exported at once: choose a smaller area.`,
  )
