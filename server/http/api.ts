import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import Type from 'typebox'
import { Problem } from '../contract/atoms.ts'
import type { ActFor } from './acting.ts'

/** The application as routes see it: schemas are types. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What routes are given. */
export interface ApiDeps {
  /** The database with the rights of who asks; nothing else reaches rows of the city. */
  actFor: ActFor
}

const problemResponse = {
  description: 'RFC 9457 problem details; `type` is stable.',
  content: { 'application/problem+json': { schema: Problem } },
}

/** Responses of a route that answers with JSON made here: only what the schema names leaves. */
export const jsonResponses = <T extends Type.TSchema>(schema: T) => ({
  200: schema,
  '4xx': problemResponse,
  '5xx': problemResponse,
})

/** Responses of a route that has nothing to say but that it is done. */
export const emptyResponses = {
  204: { description: 'Done.', type: 'null' },
  '4xx': problemResponse,
  '5xx': problemResponse,
}

/** Responses of a route that passes on a body which the database has built, in one of these types. */
export const bodyResponses = (mediaTypes: string | readonly string[], schema: Type.TSchema) => ({
  200: {
    description: 'Success',
    content: Object.fromEntries([mediaTypes].flat().map((mediaType) => [mediaType, { schema }])),
  },
  304: { description: 'The entity tag in If-None-Match still holds.', type: 'null' },
  '4xx': problemResponse,
  '5xx': problemResponse,
})

export const IdParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) })

/** For routes that take no query: a misspelt one is told, not ignored. */
export const NoQuery = Type.Object({}, { additionalProperties: false })
