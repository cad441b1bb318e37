import {
  Death,
  Divorce,
  Marriage,
  RecordedHousehold,
  RecordedLifeEvent,
  RegisteredAddress,
} from '../../contract/life-events.ts'
import type { Api, ApiDeps } from '../../http/api.ts'
import { actConfig as config, describeAct, toSubject } from './act-route.ts'
import { divorce, marry, recordDeath, registerAt } from './lives.queries.ts'

const answer = RecordedLifeEvent

/** What happens to single persons beside moving. */
export function lifeRoutes(app: Api, { actFor }: ApiDeps): void {
  app.post(
    '/api/v1/persons/:id/death',
    {
      config,
      schema: describeAct(
        'recordDeath',
        'A person has died: home, registration, lease and work end, ownership stays until it is sold or inherited; a head who leaves others names them with their relation to the new head',
        { body: Death, answer },
      ),
    },
    async (request) => ({
      lifeEventId: await recordDeath(actFor(request), toSubject(request), request.body),
    }),
  )
  app.post(
    '/api/v1/persons/:id/marriage',
    {
      config,
      schema: describeAct(
        'recordMarriage',
        'Two persons marry (men from 22, women from 20), and live together where a home is given: in the household of one of them, another one, or a new one',
        { body: Marriage, answer: RecordedHousehold },
      ),
    },
    (request) => marry(actFor(request), toSubject(request), request.body),
  )
  app.post(
    '/api/v1/persons/:id/divorce',
    {
      config,
      schema: describeAct(
        'recordDivorce',
        'A marriage ends; both stay where they live, moving apart is an act of its own',
        { body: Divorce, answer },
      ),
    },
    async (request) => ({
      lifeEventId: await divorce(actFor(request), toSubject(request), request.body),
    }),
  )
  app.post(
    '/api/v1/persons/:id/register-at',
    {
      config,
      schema: describeAct(
        'registerPersonAt',
        'The household registration moves to a dwelling of the city, or to a place outside',
        { body: RegisteredAddress, answer },
      ),
    },
    async (request) => ({
      lifeEventId: await registerAt(actFor(request), toSubject(request), request.body),
    }),
  )
}
