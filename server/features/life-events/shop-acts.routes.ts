import type Type from 'typebox'
import { Undo } from '../../contract/life-events.ts'
import {
  BusinessChange,
  RecordedShop,
  RecordedShopEvent,
  ShopClosing,
  ShopCorrection,
  ShopMove,
  ShopOpening,
} from '../../contract/shops.ts'
import type { Database } from '../../db/database.ts'
import type { Api, ApiDeps } from '../../http/api.ts'
import type { ActSubject } from './act.queries.ts'
import { actConfig as config, describeAct, describeBeginning, toSubject } from './act-route.ts'
import { shopEventNotFound, shopNotWithinReach } from './life-events.errors.ts'
import {
  changeBusiness,
  closeShop,
  correctShop,
  moveShop,
  openShop,
  undoShopEvent,
} from './shop-acts.queries.ts'

const answer = RecordedShopEvent

/** The life of shops, based on the shop as it was read (If-Match). */
export function shopActRoutes(app: Api, { actFor }: ApiDeps): void {
  app.post(
    '/api/v1/shops',
    {
      config,
      schema: describeBeginning(
        'openShop',
        'A shop opens in a building, on its street front unless the place is told',
        { body: ShopOpening, answer: RecordedShop },
      ),
    },
    (request) => openShop(actFor(request), request.body),
  )
  add('POST', '/move', ShopMove, moveShop, ['moveShop', 'A shop goes to other premises'])
  add('POST', '/change-business', BusinessChange, changeBusiness, [
    'changeBusiness',
    'A shop changes its name, trade, legal form, licence or owner; what is not told stays',
  ])
  add('POST', '/close', ShopClosing, closeShop, [
    'closeShop',
    'A shop closes: it leaves map, counts, search and lists, and stays in the history',
  ])
  add('PATCH', '', ShopCorrection, correctShop, [
    'correctShop',
    'Puts right what was written wrong of a shop since its last change, and the day of its opening; what is not told stays',
  ])
  app.post(
    '/api/v1/shop-events/:id/undo',
    {
      config,
      schema: describeAct(
        'undoShopEvent',
        'Takes an act on a shop back, the newest first; the history knows both. Whoever is bound to an area takes back only what they recorded themselves',
        { body: Undo, answer },
      ),
    },
    async (request) => {
      const { id } = request.params
      const undone = await undoShopEvent(actFor(request), id, request.body.reason)
      if (undone === null) throw shopEventNotFound(id)
      return { shopEventId: undone }
    },
  )

  function add<Body extends Type.TSchema>(
    method: 'POST' | 'PATCH',
    act: string,
    body: Body,
    record: (
      database: Database,
      subject: ActSubject,
      body: Type.Static<Body>,
    ) => Promise<number | null>,
    [operationId, summary]: [string, string],
  ): void {
    app.route({
      method,
      url: `/api/v1/shops/:id${act}`,
      config,
      schema: describeAct(operationId, summary, { body, answer }),
      handler: async (request) => {
        const subject = toSubject(request)
        const recorded = await record(actFor(request), subject, request.body as Type.Static<Body>)
        if (recorded === null) throw shopNotWithinReach(subject.id)
        return { shopEventId: recorded }
      },
    })
  }
}
