import Type, { type Static } from 'typebox'
import { Count, Id, Nullable, OneOf, Position } from './atoms.ts'

/** What can be wrong with a record, the plainest first. */
export const todoKinds = [
  'persons-without-dwelling',
  'likely-duplicates',
  'households-without-head',
  'retired-dwellings-in-use',
  'buildings-without-grid',
  'buildings-without-dwellings',
  'unverified-households',
] as const
export type TodoKind = (typeof todoKinds)[number]

export const TodoParams = Type.Object({ kind: OneOf(todoKinds) })

export const TODO_PAGE_SIZE = 100

export const TodoQuery = Type.Object(
  { page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })) },
  { additionalProperties: false },
)

export const TodoCounts = Type.Object({
  items: Type.Array(Type.Object({ kind: OneOf(todoKinds), count: Count })),
})
export type TodoCounts = Static<typeof TodoCounts>

/** Where something is; all null where no place is known. */
const place = {
  /** A dwelling in full, or the name of a building; '' where no place is known. */
  address: Type.String(),
  position: Nullable(Position),
  buildingId: Nullable(Id),
  dwellingId: Nullable(Id),
}

export const TodoItem = Type.Object({
  /** Person, household, dwelling or building, as the kind says. */
  id: Id,
  /** Of a person, or of the head of a household; masked, empty where there is none. */
  name: Type.String(),
  ...place,
  /** The other of two likely duplicates. */
  other: Nullable(Type.Object({ id: Id, name: Type.String(), ...place })),
  /** Day of the newest verification of a household. */
  verifiedOn: Nullable(Type.String({ format: 'date' })),
})
export type TodoItem = Static<typeof TodoItem>

export const TodoPage = Type.Object({
  items: Type.Array(TodoItem),
  hasMore: Type.Boolean(),
})
export type TodoPage = Static<typeof TodoPage>
