import type { FastifyRequest } from 'fastify'
import type Type from 'typebox'
import { IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { readRevision } from '../../http/revision.ts'
import type { ActSubject } from './act.queries.ts'

/** Every act asks for the same right. */
export const actConfig = { permission: 'registry.write' } as const

/** Schema of an act that begins a record. */
export const describeBeginning = <Body extends Type.TSchema, Answer extends Type.TSchema>(
  operationId: string,
  summary: string,
  { body, answer }: { body: Body; answer: Answer },
) => ({
  operationId,
  summary,
  tags: ['life-events'],
  querystring: NoQuery,
  body,
  response: jsonResponses(answer),
})

/** Schema of an act on something that the path names. */
export const describeAct = <Body extends Type.TSchema, Answer extends Type.TSchema>(
  operationId: string,
  summary: string,
  schemas: { body: Body; answer: Answer },
) => ({ ...describeBeginning(operationId, summary, schemas), params: IdParams })

/**
 * What the path names, as of the revision that was read.
 *
 * @throws DomainError 428 where If-Match is missing
 */
export const toSubject = (request: FastifyRequest & { params: { id: number } }): ActSubject => ({
  id: request.params.id,
  revision: readRevision(request),
})
