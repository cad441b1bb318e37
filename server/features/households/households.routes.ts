import { AsOfQuery } from '../../contract/atoms.ts'
import { Household } from '../../contract/buildings.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses } from '../../http/api.ts'
import { sendRevision } from '../../http/revision.ts'
import { householdNotFound } from './households.errors.ts'
import { findHousehold, findPastHousehold } from './households.queries.ts'

/** Households and their members. */
export function householdRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/households/:id',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'getHousehold',
        summary:
          'One household: dwelling, members, relation to the head, now or as of a day; names are masked. The entity tag is what the next act on the household is based on',
        tags: ['households'],
        params: IdParams,
        querystring: AsOfQuery,
        response: jsonResponses(Household),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { asOf } = request.query
      const database = actFor(request)
      const household = asOf
        ? await findPastHousehold(database, id, asOf)
        : await findHousehold(database, id)
      if (!household) throw householdNotFound(id)
      if (household.revision !== null) sendRevision(reply, household.revision)
      else reply.header('cache-control', 'no-store')
      return household
    },
  )
}
