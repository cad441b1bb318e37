import type { FastifyRequest } from 'fastify'
import type Type from 'typebox'
import {
  Round,
  RoundQuery,
  VisitBatch,
  VisitBatchResult,
  VisitOperation,
  VisitPage,
  VisitParams,
  VisitQuery,
  VisitSettlement,
} from '../../contract/visits.ts'
import { type Api, type ApiDeps, emptyResponses, jsonResponses, NoQuery } from '../../http/api.ts'
import { disconnectSignal } from '../../http/disconnect-signal.ts'
import { recordVisits, type SentOperation } from './record-visits.ts'
import { listRound } from './round.queries.ts'
import { visitNotFound, visitsOfWhat } from './visits.errors.ts'
import { listVisits, settleVisit, type WantedVisits } from './visits.queries.ts'

const config = { permission: 'registry.write' } as const

/** Fifty operations, each with notes, findings and a large household. */
const LARGEST_BATCH_BYTES = 1024 * 1024

/** Visits of zone workers and grid leaders: who is due, what was found, what is open. */
export function visitRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/visits/round',
    {
      config,
      schema: {
        operationId: 'listRound',
        summary:
          'Households that are due for a visit within reach, in the order in which one walks, and how far the round is; names are masked',
        tags: ['visits'],
        querystring: RoundQuery,
        response: jsonResponses(Round),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return listRound(actFor(request), request.query.page ?? 1, disconnectSignal(reply))
    },
  )

  app.get(
    '/api/v1/visits',
    {
      config,
      schema: {
        operationId: 'listVisits',
        summary:
          'Visits to one household, or those that somebody has to look at (open=true): clashes with both versions, and what was found different; names are masked',
        tags: ['visits'],
        querystring: VisitQuery,
        response: jsonResponses(VisitPage),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return listVisits(actFor(request), toWanted(request.query), request.query.page ?? 1)
    },
  )

  app.post(
    '/api/v1/visits/operations',
    {
      config,
      bodyLimit: LARGEST_BATCH_BYTES,
      schema: {
        operationId: 'recordVisits',
        summary:
          'Records up to 50 visits, each accepted or refused by itself. An operation carries a number made by the device: sent again, it is recorded once and answered the same. Where the household is not what the visitor had before the eyes, both versions are kept',
        tags: ['visits'],
        querystring: NoQuery,
        body: VisitBatch,
        response: jsonResponses(VisitBatchResult),
      },
    },
    async (request) => {
      const sent = request.body.operations.map((one) => toSentOperation(request, one))
      const writerId = request.body.accountId
      return { results: await recordVisits(actFor(request), { sent, writerId }) }
    },
  )

  app.post(
    '/api/v1/visits/:id/settle',
    {
      config,
      schema: {
        operationId: 'settleVisit',
        summary:
          'Says which version stands, the visit or the register, of a clash or of what was found different; the register itself is put right by acts',
        tags: ['visits'],
        params: VisitParams,
        querystring: NoQuery,
        body: VisitSettlement,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      const { id } = request.params
      if ((await settleVisit(actFor(request), id, request.body)) === null) throw visitNotFound(id)
      return reply.code(204).send()
    },
  )
}

/** @throws DomainError unless exactly one is named */
function toWanted({ household, open = false }: Type.Static<typeof VisitQuery>): WantedVisits {
  if (household !== undefined && !open) return { household }
  if (household === undefined && open) return { open: true }
  throw visitsOfWhat()
}

/** The same check as of a body, but of one operation: a wrong one does not keep back the others. */
function toSentOperation(request: FastifyRequest, sent: { operationId: string }): SentOperation {
  const check = request.compileValidationSchema(VisitOperation)
  if (check(sent)) return { operation: sent as VisitOperation }
  const [error] = check.errors ?? []
  const { additionalProperty, missingProperty } = (error?.params ?? {}) as Record<string, string>
  const field = additionalProperty ?? missingProperty
  return {
    operationId: sent.operationId,
    fault: { path: `${error?.instancePath ?? ''}${field ? `/${field}` : ''}` },
  }
}
