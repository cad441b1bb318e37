import { DomainError } from '../../http/domain-error.ts'
import type { UnreadableFile } from '../../spreadsheets/unreadable-file.ts'

export const importNotFound = (id: number) =>
  new DomainError(
    { code: 'import-not-found', status: 404, title: 'There is no such import' },
    `No import has the id ${id}.`,
  )

export const mappingNotFound = (id: number) =>
  new DomainError(
    { code: 'mapping-not-found', status: 404, title: 'There is no such mapping' },
    `No mapping has the id ${id}.`,
  )

export const noFile = () =>
  new DomainError(
    { code: 'file-missing', status: 400, title: 'No file was sent' },
    'Send the file as the part "file" of a multipart/form-data request.',
  )

/** A field of the form that is not what it has to be. */
export const wrongForm = (field: string, demand: string) =>
  new DomainError(
    { code: 'invalid-input', status: 400, title: 'The request is not valid' },
    `${field}: ${demand}`,
  )

/** The sentence says how to mend the file; the code names the reason, so that clients translate. */
export const unreadableFile = ({ reason, message }: UnreadableFile) =>
  new DomainError({ code: reason, status: 400, title: 'The file cannot be read' }, message)

export const columnsMissing = (fields: readonly string[], columns: readonly string[]) =>
  new DomainError(
    { code: 'columns-missing', status: 400, title: 'The file says too little' },
    `No column says ${fields.join(' or ')}. The columns are: ${columns.join(', ')}.`,
  )

export const tooManyImports = () =>
  new DomainError(
    { code: 'imports-busy', status: 503, title: 'Other imports are being read' },
    'Wait until one of them is done, then try again.',
    { retryAfterSeconds: 30 },
  )
