import Type, { type Static } from 'typebox'
import { Count, Id, Nullable, OneOf } from './atoms.ts'
import { importOutcomes, rosterFields, rosterKinds } from './rosters.ts'
import { type RowReason, rowReasons } from './row-reasons.ts'

const Day = Type.String({ format: 'date' })
const Moment = Type.String({ format: 'date-time' })
const Line = Type.Integer({ minimum: 1 })

export const importStates = [
  'reading',
  'checking',
  'checked',
  'applying',
  'applied',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const
export type ImportState = (typeof importStates)[number]

const header = Type.String({ minLength: 1, maxLength: 80 })

/** Header of the column by field; which fields a form has is in `fieldsOfRoster`. */
export const Mapping = Type.Object(
  Object.fromEntries(rosterFields.map((field) => [field, Type.Optional(header)])),
  { additionalProperties: false },
)

/** What a file holds, before anything of it is kept. */
export const ImportPreview = Type.Object({
  format: OneOf(['xlsx', 'csv']),
  encoding: Nullable(Type.String()),
  delimiter: Nullable(Type.String()),
  sheets: Type.Array(Type.String()),
  sheet: Nullable(Type.String()),
  /** Line that names the columns. */
  headerLine: Line,
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      /** What stands in it in the first rows. */
      samples: Type.Array(Type.String()),
    }),
  ),
  /** Guessed from the names of the columns. */
  mapping: Mapping,
})
export type ImportPreview = Static<typeof ImportPreview>

export const StartedImport = Type.Object({ id: Id })
export type StartedImport = Static<typeof StartedImport>

export const ImportCounts = Type.Object(
  Object.fromEntries(importOutcomes.map((outcome) => [outcome, Count])) as Record<
    (typeof importOutcomes)[number],
    typeof Count
  >,
)
export type ImportCounts = Static<typeof ImportCounts>

export const ImportBatch = Type.Object({
  id: Id,
  kind: OneOf(rosterKinds),
  state: OneOf(importStates),
  fileName: Type.String(),
  columns: Type.Array(Type.String()),
  mapping: Mapping,
  /** As of which day the file was true. */
  happenedOn: Day,
  /** Who brought it; "-" is a command at the server. */
  by: Type.String(),
  createdAt: Moment,
  /** Of the step under way, from 0 to 1. */
  progress: Type.Number(),
  rowCount: Count,
  counts: Nullable(ImportCounts),
  /** Why the last step failed, as a code. */
  failure: Nullable(Type.String()),
  appliedAt: Nullable(Moment),
  undoneAt: Nullable(Moment),
  undoReason: Nullable(Type.String()),
  /** Applying was cancelled half-way: it can be gone on with, or undone. */
  isPartlyApplied: Type.Boolean(),
})
export type ImportBatch = Static<typeof ImportBatch>

export const ImportPage = Type.Object({
  items: Type.Array(ImportBatch),
  /** `before` of the next page; null on the last. */
  next: Nullable(Id),
})
export type ImportPage = Static<typeof ImportPage>

export const ImportPageQuery = Type.Object(
  {
    before: Type.Optional(Id),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  },
  { additionalProperties: false },
)

/** One row of a batch; names and numbers are masked. */
export const ImportRow = Type.Object({
  line: Line,
  outcome: OneOf(importOutcomes),
  reasons: Type.Array(
    Type.Object({
      code: OneOf(Object.keys(rowReasons) as RowReason[]),
      /** The other line that it is about. */
      line: Nullable(Line),
    }),
  ),
  changes: Type.Array(
    Type.Object({
      field: Type.String(),
      old: Nullable(Type.String()),
      new: Type.String(),
    }),
  ),
  name: Nullable(Type.String()),
  /** Dwelling afterwards. */
  place: Nullable(Type.String()),
  /** Of the registry, or that it will have. */
  personId: Nullable(Id),
  candidates: Type.Array(
    Type.Object({ id: Id, name: Nullable(Type.String()), place: Nullable(Type.String()) }),
  ),
})
export type ImportRow = Static<typeof ImportRow>

export const ImportRowPage = Type.Object({
  items: Type.Array(ImportRow),
  /** `after` of the next page; null on the last. */
  next: Nullable(Line),
})
export type ImportRowPage = Static<typeof ImportRowPage>

export const ImportRowQuery = Type.Object(
  {
    outcome: OneOf(importOutcomes),
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
  },
  { additionalProperties: false },
)

export const importLanguages = ['zh-CN', 'en'] as const
export const importFileFormats = ['xlsx', 'csv'] as const

export const RejectsQuery = Type.Object(
  {
    format: Type.Unsafe<(typeof importFileFormats)[number]>({
      ...{ type: 'string', enum: [...importFileFormats], default: 'xlsx' },
    }),
    /** Language of the reasons. */
    lang: Type.Unsafe<(typeof importLanguages)[number]>({
      ...{ type: 'string', enum: [...importLanguages], default: 'zh-CN' },
    }),
  },
  { additionalProperties: false },
)

export const RosterKindParams = Type.Object({ kind: OneOf(rosterKinds) })

export const BlankFileQuery = Type.Object(
  {
    lang: Type.Unsafe<(typeof importLanguages)[number]>({
      ...{ type: 'string', enum: [...importLanguages], default: 'zh-CN' },
    }),
  },
  { additionalProperties: false },
)

export const UndoneImport = Type.Object(
  { reason: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }) },
  { additionalProperties: false },
)

export const NamedMapping = Type.Object({ id: Id, name: Type.String(), mapping: Mapping })
export type NamedMapping = Static<typeof NamedMapping>

export const NamedMappingList = Type.Object({ items: Type.Array(NamedMapping) })
export type NamedMappingList = Static<typeof NamedMappingList>

export const MappingQuery = Type.Object(
  { kind: OneOf(rosterKinds) },
  { additionalProperties: false },
)

/** Fields of the request that brings a file, as text. */
export interface ImportForm {
  kind: (typeof rosterKinds)[number]
  mapping?: Static<typeof Mapping>
  mappingName?: string
  happenedOn?: string
  sheet?: string
}
