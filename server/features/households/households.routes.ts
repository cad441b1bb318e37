import { Household } from '../../contract/buildings.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { REVALIDATE_PRIVATELY } from '../../http/conditional.ts'
import { householdNotFound } from './households.errors.ts'
import { findHousehold } from './households.queries.ts'

/** Households and their members. */
export function householdRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/households/:id',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'getHousehold',
        summary: 'One household: dwelling, members, relation to the head; names are masked',
        tags: ['households'],
        params: IdParams,
        querystring: NoQuery,
        response: jsonResponses(Household),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', REVALIDATE_PRIVATELY)
      const household = await findHousehold(actFor(request), request.params.id)
      if (!household) throw householdNotFound(request.params.id)
      return household
    },
  )
}
