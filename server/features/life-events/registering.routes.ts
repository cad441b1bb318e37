import {
  Arrival,
  Birth,
  RecordedArrival,
  RecordedPerson,
  Registration,
} from '../../contract/life-events.ts'
import type { Api, ApiDeps } from '../../http/api.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import { actConfig as config, describeAct, describeBeginning, toSubject } from './act-route.ts'
import { arrive, recordBirth, registerPerson } from './registering.queries.ts'

/** Persons and households that the registry did not know. */
export function registeringRoutes(app: Api, { actFor, sealer }: ApiDeps & { sealer: Sealer }) {
  app.post(
    '/api/v1/households',
    {
      config,
      schema: describeBeginning(
        'registerHousehold',
        'A household comes to live in a dwelling as a whole: new persons, or registered ones without a home. An identity number that somebody has is refused; the problem names whose it is where you keep that record',
        { body: Arrival, answer: RecordedArrival },
      ),
    },
    (request) => arrive(actFor(request), sealer, request.body),
  )
  app.post(
    '/api/v1/persons',
    {
      config,
      schema: describeBeginning(
        'registerPerson',
        'Registers somebody who lives nowhere in the city, such as an owner who lives elsewhere; for who keeps the whole city',
        { body: Registration, answer: RecordedPerson },
      ),
    },
    (request) => registerPerson(actFor(request), sealer, request.body),
  )
  app.post(
    '/api/v1/persons/:id/birth',
    {
      config,
      schema: describeAct(
        'recordBirth',
        'A child is born to this person and joins the household; the day of the event is the birth date',
        { body: Birth, answer: RecordedPerson },
      ),
    },
    (request) => recordBirth(actFor(request), sealer, toSubject(request), request.body),
  )
}
