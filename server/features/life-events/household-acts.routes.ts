import {
  ChangeOfHead,
  RecordedHousehold,
  RecordedLifeEvent,
  Split,
} from '../../contract/life-events.ts'
import type { Api, ApiDeps } from '../../http/api.ts'
import { actConfig as config, describeAct, toSubject } from './act-route.ts'
import { changeHead, splitHousehold } from './household-acts.queries.ts'
import { householdNotFound } from './life-events.errors.ts'

/** Acts on a household, based on it as it was read (If-Match: the entity tag of the household). */
export function householdActRoutes(app: Api, { actFor }: ApiDeps): void {
  app.post(
    '/api/v1/households/:id/change-head',
    {
      config,
      schema: describeAct(
        'changeHead',
        'Another member becomes head, or relations are put right: every member is named with the relation to the head',
        { body: ChangeOfHead, answer: RecordedLifeEvent },
      ),
    },
    async (request) => {
      const lifeEventId = await changeHead(actFor(request), toSubject(request), request.body)
      if (lifeEventId === null) throw householdNotFound(request.params.id)
      return { lifeEventId }
    },
  )
  app.post(
    '/api/v1/households/:id/split',
    {
      config,
      schema: describeAct(
        'splitHousehold',
        'Some members form a household of their own, in the same dwelling or another',
        { body: Split, answer: RecordedHousehold },
      ),
    },
    async (request) => {
      const recorded = await splitHousehold(actFor(request), toSubject(request), request.body)
      if (!recorded) throw householdNotFound(request.params.id)
      return recorded
    },
  )
}
