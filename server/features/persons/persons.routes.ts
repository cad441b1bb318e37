import { PersonRecord, RevealedPerson, RevealRequest } from '../../contract/persons.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { sendRevision } from '../../http/revision.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import { personNotFound } from './persons.errors.ts'
import { findPerson } from './record.queries.ts'
import { type RevealedRow, revealPerson } from './reveal.queries.ts'

export interface PersonDeps extends ApiDeps {
  sealer: Sealer
}

/** Single persons: masked, and in clear. */
export function personRoutes(app: Api, { actFor, sealer }: PersonDeps): void {
  app.get(
    '/api/v1/persons/:id',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'getPerson',
        summary:
          'One person, masked: household, lasting residences, the newest life events; the entity tag is what the next act is based on',
        tags: ['persons'],
        params: IdParams,
        querystring: NoQuery,
        response: jsonResponses(PersonRecord),
      },
    },
    async (request, reply) => {
      const person = await findPerson(actFor(request), request.params.id)
      if (!person) throw personNotFound(request.params.id)
      sendRevision(reply, person.revision)
      return person
    },
  )
  app.post(
    '/api/v1/persons/:id/reveal',
    {
      config: { permission: 'person.reveal' },
      schema: {
        operationId: 'revealPerson',
        summary: 'Chosen fields of one person in clear; the audit notes who, whose and what for',
        tags: ['persons'],
        params: IdParams,
        querystring: NoQuery,
        body: RevealRequest,
        response: jsonResponses(RevealedPerson),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      reply.header('cache-control', 'no-store')
      const row = await revealPerson(actFor(request), id, request.body)
      if (!row) throw personNotFound(id)
      return toRevealed(id, request.body.fields, row)
    },
  )

  function toRevealed(
    id: number,
    fields: RevealRequest['fields'],
    row: RevealedRow,
  ): RevealedPerson {
    const { identityNumberSealed, phoneSealed } = row
    const clear = {
      name: row.name,
      'birth-date': row.birthDate,
      'identity-number':
        identityNumberSealed && sealer.open(id, 'identity-number', identityNumberSealed),
      phone: phoneSealed && sealer.open(id, 'phone', phoneSealed),
    }
    return Object.fromEntries(fields.map((field) => [field, clear[field]]))
  }
}
