import Type, { type Static } from 'typebox'
import { Count, Id, Nullable } from './atoms.ts'

/** Everything that the audit writes down; noun and verb. */
export const auditActions = [
  'household.list',
  'household.read',
  'residence.list',
  'person.search',
  'todo.list',
  'list.export',
  'person.reveal',
  'person.report',
  'person.correct',
  'person.restrict',
  'person.release',
  'person.erase',
  'person.move-in',
  'person.move-out',
  'person.move',
  'person.arrive',
  'person.register',
  'person.birth',
  'person.death',
  'person.change-head',
  'person.split',
  'person.marriage',
  'person.divorce',
  'person.lease-begin',
  'person.lease-end',
  'person.sale',
  'person.register-at',
  'person.read',
  'person.undo',
  'visit.round',
  'visit.list',
  'visit.record',
  'visit.settle',
  'shop.open',
  'shop.move',
  'shop.change-business',
  'shop.close',
  'shop.correct',
  'shop.undo',
  'shop.owner',
  'import.read',
  'import.check',
  'import.apply',
  'import.write',
  'import.undo',
  'import.finish',
  'import.cancel',
  'import.download',
  'session.open',
  'session.refuse',
  'session.end',
  'session.end-all',
  'account.create',
  'account.change',
  'department.create',
  'department.change',
  'api-key.create',
  'api-key.revoke',
  'access-setting.change',
  'audit.export',
  'retention.apply',
  'sealing-key.rotate',
] as const

const EntryNumber = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

/** Which entries are wanted; conditions are joined by "and". */
export const auditFilter = {
  account: Type.Optional(Id),
  action: Type.Optional(Type.String({ pattern: '^[a-z-]+\\.[a-z-]+$', maxLength: 60 })),
  person: Type.Optional(Id),
  subjectKind: Type.Optional(Type.String({ pattern: '^[a-z-]+$', maxLength: 40 })),
  subjectId: Type.Optional(Id),
  /** Entries of this moment and later. */
  from: Type.Optional(Type.String({ format: 'date-time' })),
  /** Entries before this moment. */
  until: Type.Optional(Type.String({ format: 'date-time' })),
  /** Words of the purpose. */
  purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
}
const AuditFilter = Type.Object(auditFilter)
export type AuditFilter = Static<typeof AuditFilter>

export const AuditQuery = Type.Object(
  {
    ...auditFilter,
    /** Only entries older than this one: the `next` of the page before. */
    before: Type.Optional(EntryNumber),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 100 })),
  },
  { additionalProperties: false },
)
export type AuditQuery = Static<typeof AuditQuery>

export const auditExportFormats = ['csv', 'jsonl'] as const

export const AuditExportQuery = Type.Object(
  {
    ...auditFilter,
    format: Type.Unsafe<(typeof auditExportFormats)[number]>({
      type: 'string',
      enum: [...auditExportFormats],
      default: 'csv',
    }),
  },
  { additionalProperties: false },
)
export type AuditExportQuery = Static<typeof AuditExportQuery>

/** One thing that was done or seen. Persons appear by id only. */
export const AuditEntry = Type.Object({
  id: EntryNumber,
  at: Type.String({ format: 'date-time' }),
  /** Null: a command at the server, or nobody was signed in. */
  accountId: Nullable(Id),
  accountName: Type.String(),
  displayName: Nullable(Type.String()),
  role: Type.String(),
  action: Type.String(),
  subjectKind: Nullable(Type.String()),
  subjectId: Nullable(Type.Integer()),
  /** The first twenty persons whose fields were seen or changed. */
  personIds: Type.Array(Id),
  personCount: Count,
  fields: Type.Array(Type.String()),
  purpose: Nullable(Type.String()),
  detail: Nullable(Type.Record(Type.String(), Type.Unknown())),
  origin: Type.String(),
})
export type AuditEntry = Static<typeof AuditEntry>

/** Newest first; `next` is null on the last page. */
export const AuditPage = Type.Object({
  items: Type.Array(AuditEntry),
  next: Nullable(EntryNumber),
})
export type AuditPage = Static<typeof AuditPage>
