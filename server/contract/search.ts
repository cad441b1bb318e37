import Type, { type Static } from 'typebox'
import { Id, OneOf, Position } from './atoms.ts'
import { searchKinds } from './vocabulary.ts'

export const SearchQuery = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 60 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 12 })),
  },
  { additionalProperties: false },
)
export type SearchQuery = Static<typeof SearchQuery>

export const SearchItem = Type.Object({
  kind: OneOf(searchKinds),
  id: Id,
  label: Type.String(),
  detail: Type.String(),
  position: Position,
})
export type SearchItem = Static<typeof SearchItem>

export const SearchResult = Type.Object({ items: Type.Array(SearchItem) })
export type SearchResult = Static<typeof SearchResult>
