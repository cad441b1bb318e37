import {
  Correction,
  Erasure,
  PersonReport,
  PersonReportRequest,
  Restriction,
} from '../../contract/person-rights.ts'
import { type Api, emptyResponses, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import { correctPerson } from './correct-person.ts'
import type { PersonDeps } from './persons.routes.ts'
import { erasePerson, type ReportRow, reportPerson, restrictPerson } from './rights.queries.ts'

const config = { permission: 'person.rights' } as const
const describe = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['persons'],
  params: IdParams,
})

/** What a resident may ask for: a report, correction, restriction, erasure. */
export function personRightsRoutes(app: Api, { actFor, sealer }: PersonDeps): void {
  app.post(
    '/api/v1/persons/:id/report',
    {
      config,
      schema: {
        ...describe('reportPerson', 'All that is held about one person, and who looked'),
        querystring: NoQuery,
        body: PersonReportRequest,
        response: jsonResponses(PersonReport),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      reply.header('cache-control', 'no-store')
      return toReport(id, await reportPerson(actFor(request), id, request.body.purpose), sealer)
    },
  )
  app.post(
    '/api/v1/persons/:id/corrections',
    {
      config,
      schema: {
        ...describe('correctPerson', 'Corrects one field; what stood there is kept'),
        querystring: NoQuery,
        body: Correction,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      await correctPerson(actFor(request), sealer, request.params.id, request.body)
      return reply.code(204).send(null)
    },
  )
  restrictionRoutes(app, actFor)
  app.post(
    '/api/v1/persons/:id/erasure',
    {
      config,
      schema: {
        ...describe('erasePerson', 'Erases what need not be kept of a person who has moved out'),
        querystring: NoQuery,
        body: Erasure,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      const { reason, isFalseEntry = false } = request.body
      await erasePerson(actFor(request), request.params.id, isFalseEntry, reason.trim())
      return reply.code(204).send(null)
    },
  )
}

function restrictionRoutes(app: Api, actFor: PersonDeps['actFor']): void {
  for (const [method, isRestricted, operationId, summary] of [
    ['POST', true, 'restrictPerson', 'Restricts the use of the data of one person'],
    ['DELETE', false, 'releasePerson', 'Lifts the restriction'],
  ] as const) {
    app.route({
      method,
      url: '/api/v1/persons/:id/restriction',
      config,
      schema: {
        ...describe(operationId, summary),
        querystring: NoQuery,
        body: Restriction,
        response: emptyResponses,
      },
      handler: async (request, reply) => {
        const { id } = request.params
        await restrictPerson(actFor(request), id, isRestricted, request.body.reason.trim())
        return reply.code(204).send(null)
      },
    })
  }
}

function toReport(id: number, row: ReportRow, sealer: Sealer): PersonReport {
  const { card, identityNumberSealed, phoneSealed } = row
  const open = (field: 'identity-number' | 'phone', hex: string) =>
    sealer.open(id, field, Buffer.from(hex, 'hex'))
  return {
    personId: id,
    ...card,
    identityNumber: identityNumberSealed
      ? sealer.open(id, 'identity-number', identityNumberSealed)
      : card.identityNumber,
    phone: phoneSealed ? sealer.open(id, 'phone', phoneSealed) : card.phone,
    corrections: row.corrections.map(({ oldSealed, newSealed, ...correction }) => {
      const { field } = correction
      if (field !== 'identity-number' && field !== 'phone') return correction
      return {
        ...correction,
        old: oldSealed && open(field, oldSealed),
        new: newSealed && open(field, newSealed),
      }
    }),
  }
}
