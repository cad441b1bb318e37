import Type, { type Static } from 'typebox'
import { Id, Nullable, OneOf } from './atoms.ts'

export const liveTopics = ['registry', 'building', 'shop', 'area'] as const

/** That something has changed, and where; what, is asked for by the usual routes. */
export const LiveChange = Type.Object({
  /** Order of the commits, to go on from. */
  id: Id,
  topic: OneOf(liveTopics),
  /** Null where it concerns many buildings, or none. */
  buildingId: Nullable(Id),
})
export type LiveChange = Static<typeof LiveChange>

export const LiveQuery = Type.Object(
  {
    /** The change after which to go on; without it, from now on. The header Last-Event-ID wins. */
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    /** False: what there is until now, and the end. */
    follow: Type.Optional(Type.Boolean({ default: true })),
  },
  { additionalProperties: false },
)
export type LiveQuery = Static<typeof LiveQuery>
