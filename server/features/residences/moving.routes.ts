import {
  Move,
  MoveIn,
  MoveOut,
  RecordedLifeEvent,
  UndoneLifeEvent,
} from '../../contract/residences.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { readRevision } from '../../http/revision.ts'
import { move, moveIn, moveOut, undoLifeEvent } from './moving.queries.ts'
import { lifeEventNotFound } from './residences.errors.ts'

const config = { permission: 'registry.write' } as const
const describe = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['residences'],
  params: IdParams,
  querystring: NoQuery,
  response: jsonResponses(RecordedLifeEvent),
})

/** Moving as acts: each one transaction, based on the record as it was read (If-Match). */
export function movingRoutes(app: Api, { actFor }: ApiDeps): void {
  app.post(
    '/api/v1/persons/:id/move-in',
    {
      config,
      schema: {
        ...describe('movePersonIn', 'Somebody without a home comes to live in a dwelling'),
        body: MoveIn,
      },
    },
    async (request) => ({
      lifeEventId: await moveIn(actFor(request), toSubject(request), request.body),
    }),
  )
  app.post(
    '/api/v1/persons/:id/move-out',
    {
      config,
      schema: {
        ...describe(
          'movePersonOut',
          'A person, or the whole household, leaves the city; a head who leaves others names them with their relation to the new head',
        ),
        body: MoveOut,
      },
    },
    async (request) => ({
      lifeEventId: await moveOut(actFor(request), toSubject(request), request.body),
    }),
  )
  app.post(
    '/api/v1/persons/:id/move',
    {
      config,
      schema: {
        ...describe(
          'movePerson',
          'A person, or the whole household, goes to live in another dwelling of the city',
        ),
        body: Move,
      },
    },
    async (request) => ({
      lifeEventId: await move(actFor(request), toSubject(request), request.body),
    }),
  )
  app.post(
    '/api/v1/life-events/:id/undo',
    {
      config,
      schema: {
        ...describe(
          'undoLifeEvent',
          'Takes an act back, the newest first; the history knows both. Whoever is bound to an area takes back only what they recorded themselves',
        ),
        body: UndoneLifeEvent,
      },
    },
    async (request) => {
      const { id } = request.params
      const undone = await undoLifeEvent(actFor(request), id, request.body.reason)
      if (undone === null) throw lifeEventNotFound(id)
      return { lifeEventId: undone }
    },
  )
}

const toSubject = (request: Parameters<typeof readRevision>[0] & { params: { id: number } }) => ({
  personId: request.params.id,
  revision: readRevision(request),
})
