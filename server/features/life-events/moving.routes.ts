import { Move, MoveIn, MoveOut, RecordedLifeEvent, Undo } from '../../contract/life-events.ts'
import type { Api, ApiDeps } from '../../http/api.ts'
import { actConfig as config, describeAct, toSubject } from './act-route.ts'
import { lifeEventNotFound } from './life-events.errors.ts'
import { move, moveIn, moveOut, undoLifeEvent } from './moving.queries.ts'

const answer = RecordedLifeEvent

/** Moving as acts: each one transaction, based on the record as it was read (If-Match). */
export function movingRoutes(app: Api, { actFor }: ApiDeps): void {
  app.post(
    '/api/v1/persons/:id/move-in',
    {
      config,
      schema: describeAct('movePersonIn', 'Somebody without a home comes to live in a dwelling', {
        ...{ body: MoveIn, answer },
      }),
    },
    async (request) => ({
      lifeEventId: await moveIn(actFor(request), toSubject(request), request.body),
    }),
  )
  app.post(
    '/api/v1/persons/:id/move-out',
    {
      config,
      schema: describeAct(
        'movePersonOut',
        'A person, or the whole household, leaves the city; a head who leaves others names them with their relation to the new head',
        { body: MoveOut, answer },
      ),
    },
    async (request) => ({
      lifeEventId: await moveOut(actFor(request), toSubject(request), request.body),
    }),
  )
  app.post(
    '/api/v1/persons/:id/move',
    {
      config,
      schema: describeAct(
        'movePerson',
        'A person, or the whole household, goes to live in another dwelling of the city',
        { body: Move, answer },
      ),
    },
    async (request) => ({
      lifeEventId: await move(actFor(request), toSubject(request), request.body),
    }),
  )
  app.post(
    '/api/v1/life-events/:id/undo',
    {
      config,
      schema: describeAct(
        'undoLifeEvent',
        'Takes an act back, the newest first; the history knows both, and whom it had registered is erased. Whoever is bound to an area takes back only what they recorded themselves',
        { body: Undo, answer },
      ),
    },
    async (request) => {
      const { id } = request.params
      const undone = await undoLifeEvent(actFor(request), id, request.body.reason)
      if (undone === null) throw lifeEventNotFound(id)
      return { lifeEventId: undone }
    },
  )
}
