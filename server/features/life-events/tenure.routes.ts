import type Type from 'typebox'
import { LeaseBegin, LeaseEnd, RecordedLifeEvent, Sale } from '../../contract/life-events.ts'
import type { Database } from '../../db/database.ts'
import type { Api, ApiDeps } from '../../http/api.ts'
import type { ActSubject } from './act.queries.ts'
import { actConfig as config, describeAct, toSubject } from './act-route.ts'
import { dwellingNotFound } from './life-events.errors.ts'
import { beginLease, endLease, sellDwelling } from './tenure.queries.ts'

/** Leases and ownership, based on the residences of the dwelling as they were read (If-Match). */
export function tenureRoutes(app: Api, { actFor }: ApiDeps): void {
  add('lease-begin', LeaseBegin, beginLease, [
    'beginLease',
    'Persons rent a dwelling, until a day or without end',
  ])
  add('lease-end', LeaseEnd, endLease, ['endLease', 'A lease ends, of all tenants or of some'])
  add('sale', Sale, sellDwelling, [
    'sellDwelling',
    'Ownership passes, by sale, gift or inheritance: all who own the dwelling from that day on are named',
  ])

  function add<Body extends Type.TSchema>(
    act: string,
    body: Body,
    record: (
      database: Database,
      subject: ActSubject,
      body: Type.Static<Body>,
    ) => Promise<number | null>,
    [operationId, summary]: [string, string],
  ): void {
    app.post(
      `/api/v1/dwellings/:id/${act}`,
      { config, schema: describeAct(operationId, summary, { body, answer: RecordedLifeEvent }) },
      async (request) => {
        const { id } = request.params
        const recorded = await record(
          actFor(request),
          toSubject(request),
          request.body as Type.Static<Body>,
        )
        if (recorded === null) throw dwellingNotFound(id)
        return { lifeEventId: recorded }
      },
    )
  }
}
