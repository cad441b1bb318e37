import Type, { type Static } from 'typebox'

/** Key of a row, as in a path: a positive 32-bit integer. */
export const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

export const Count = Type.Integer({ minimum: 0 })

/** A day that exists, YYYY-MM-DD. */
export const Day = Type.String({ format: 'date' })

/** [longitude, latitude] in degrees, EPSG:4326. */
export const Position = Type.Tuple([Type.Number(), Type.Number()], {
  description: 'longitude, latitude in degrees, EPSG:4326',
})
export type Position = Static<typeof Position>

export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A closed list of words as a schema. */
export const OneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] })

export const PageQuery = Type.Object(
  {
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
  },
  { additionalProperties: false },
)

/** The day of which something is told; without it the present. */
export const AsOfQuery = Type.Object({ asOf: Type.Optional(Day) }, { additionalProperties: false })

/** RFC 9457 problem details; `type` is stable and is what the client translates by. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  /** What is wrong where, for bad input. */
  errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
  /** Who stands in the way, where the caller keeps that record. */
  personId: Type.Optional(Id),
})
export type Problem = Static<typeof Problem>
