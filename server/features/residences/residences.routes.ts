import { ResidenceList, ResidenceQuery } from '../../contract/residences.ts'
import { type Api, type ApiDeps, jsonResponses } from '../../http/api.ts'
import { sendRevision } from '../../http/revision.ts'
import { dwellingNotFound, personNotFound, residencesOfWhat } from './residences.errors.ts'
import { findResidences, type ResidenceSubject } from './residences.queries.ts'

/** Who is linked to which dwelling, when, and since when that is known. */
export function residenceRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/residences',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'listResidences',
        summary:
          'Residences of one person or in one dwelling, as true on a day (asOf) and as believed at a moment (knownAt); the entity tag is what the next act on the person or the dwelling is based on',
        tags: ['residences'],
        querystring: ResidenceQuery,
        response: jsonResponses(ResidenceList),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const subject = toSubject(request.query)
      const { items, isInReach, revision } = await findResidences(
        actFor(request),
        subject,
        request.query,
      )
      if (!isInReach) {
        throw subject.kind === 'person' ? personNotFound(subject.id) : dwellingNotFound(subject.id)
      }
      if (revision !== null) sendRevision(reply, revision)
      return { items }
    },
  )
}

/** @throws DomainError unless exactly one is named */
function toSubject({ person, dwelling }: ResidenceQuery): ResidenceSubject {
  if (person !== undefined && dwelling === undefined) return { kind: 'person', id: person }
  if (dwelling !== undefined && person === undefined) return { kind: 'dwelling', id: dwelling }
  throw residencesOfWhat()
}
