import Type, { type Static } from 'typebox'
import { personFields } from './access.ts'
import { Id, Nullable, OneOf } from './atoms.ts'
import { lifeEventKinds } from './vocabulary.ts'

const Moment = Type.String({ format: 'date-time' })

/** What was recorded about a person, a household or a dwelling: exactly one has to be named. */
export const RecordChangeQuery = Type.Object(
  {
    person: Type.Optional(Id),
    household: Type.Optional(Id),
    dwelling: Type.Optional(Id),
    /** Recorded at this moment or later. */
    since: Moment,
  },
  { additionalProperties: false },
)
export type RecordChangeQuery = Static<typeof RecordChangeQuery>

export const recordChangeKinds = [...lifeEventKinds, 'correct'] as const

/** That something was recorded, when and by whom; what it says now is asked of the record. */
export const RecordChange = Type.Object({
  /** Of the life event or of the correction. */
  id: Id,
  kind: OneOf(recordChangeKinds),
  /** What was corrected; null for life events, and where the caller does not see the field. */
  field: Nullable(OneOf(personFields)),
  at: Moment,
  /** Null for who does not record life events themselves. */
  by: Nullable(Type.String()),
})
export type RecordChange = Static<typeof RecordChange>

/** The newest 20, the newest first. */
export const RecordChangeList = Type.Object({ items: Type.Array(RecordChange) })
export type RecordChangeList = Static<typeof RecordChangeList>
