import Type, { type Static } from 'typebox'
import { Count, Day, Id, Nullable, OneOf, Position } from './atoms.ts'
import { searchKinds, sexes } from './vocabulary.ts'

/** In a body and never in an address: people are sought by name, identity number and phone. */
export const SearchRequest = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 60 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 12 })),
    /** Only these; without it everything. Persons who are not sought are not looked at. */
    kinds: Type.Optional(Type.Array(OneOf(searchKinds), { minItems: 1, uniqueItems: true })),
    /** A past day: who lived then, and where; buildings and areas are those of now. */
    asOf: Type.Optional(Day),
  },
  { additionalProperties: false },
)
export type SearchRequest = Static<typeof SearchRequest>

export const SearchItem = Type.Object({
  kind: OneOf(searchKinds),
  id: Id,
  /** Of a person and the head of a household masked; empty where the name is not shown. */
  label: Type.String(),
  detail: Type.String(),
  /** Null where no place is known: a person without a dwelling. */
  position: Nullable(Position),
  /** Where a dwelling, a household or a person is. */
  buildingId: Nullable(Id),
  dwellingId: Nullable(Id),
  /** Of a person, to tell equal masked names apart. */
  sex: Nullable(OneOf(sexes)),
  ageBand: Nullable(Type.String()),
  /** Of a household. */
  memberCount: Nullable(Count),
})
export type SearchItem = Static<typeof SearchItem>

export const SearchResult = Type.Object({
  items: Type.Array(SearchItem),
  /** Whether there are more than these. */
  isCut: Type.Boolean(),
})
export type SearchResult = Static<typeof SearchResult>
