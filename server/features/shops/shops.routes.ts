import { AsOfQuery } from '../../contract/atoms.ts'
import {
  BuildingShopsQuery,
  Shop,
  ShopHistory,
  ShopHistoryQuery,
  ShopOwners,
  ShopPage,
  ShopQuery,
  ShopTrades,
} from '../../contract/shops.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { sendRevision } from '../../http/revision.ts'
import { noBuildingWithShops, shopNotFound } from './shops.errors.ts'
import {
  findBuildingShops,
  findShop,
  findShopHistory,
  findShopOwners,
  findShops,
  findShopTrades,
} from './shops.queries.ts'

const config = { permission: 'place.read' } as const
const tags = ['shops']

/** Shops, alone, by building, and as they were. */
export function shopRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/buildings/:id/shops',
    {
      config,
      schema: {
        operationId: 'listBuildingShops',
        summary: 'Shops of a building, open today or on a day',
        tags,
        params: IdParams,
        querystring: BuildingShopsQuery,
        response: jsonResponses(ShopPage),
      },
    },
    async (request) => {
      const { id } = request.params
      const shops = await findBuildingShops(actFor(request), id, request.query)
      if (!shops) throw noBuildingWithShops(id)
      return shops
    },
  )
  app.get(
    '/api/v1/shops',
    {
      config,
      schema: {
        operationId: 'listShops',
        summary: 'Shops by building and trade, open today or on a day',
        tags,
        querystring: ShopQuery,
        response: jsonResponses(ShopPage),
      },
    },
    (request) => findShops(actFor(request), request.query),
  )
  app.get(
    '/api/v1/shop-trades',
    {
      config,
      schema: {
        operationId: 'listShopTrades',
        summary: 'What shops trade in, simplified from GB/T 4754',
        tags,
        querystring: NoQuery,
        response: jsonResponses(ShopTrades),
      },
    },
    async (request) => ({ items: await findShopTrades(actFor(request)) }),
  )
  app.get(
    '/api/v1/shops/:id',
    {
      config,
      schema: {
        operationId: 'getShop',
        summary:
          'One shop, as it is, was when it closed, or was on a day; the entity tag is what the next act on it is based on',
        tags,
        params: IdParams,
        querystring: AsOfQuery,
        response: jsonResponses(Shop),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const found = await findShop(actFor(request), id, request.query.asOf)
      if (!found) throw shopNotFound(id)
      sendRevision(reply, found.revision)
      return found.shop
    },
  )
  app.get(
    '/api/v1/shops/:id/history',
    {
      config,
      schema: {
        operationId: 'getShopHistory',
        summary:
          'What a shop was, as true on a day (asOf) and as believed at a moment (knownAt), and what was recorded of it',
        tags,
        params: IdParams,
        querystring: ShopHistoryQuery,
        response: jsonResponses(ShopHistory),
      },
    },
    async (request) => {
      const { id } = request.params
      const history = await findShopHistory(actFor(request), id, request.query)
      if (!history) throw shopNotFound(id)
      return history
    },
  )
  app.get(
    '/api/v1/shops/:id/owners',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'listShopOwners',
        summary:
          'Who runs a shop and who did, masked and noted in the audit; without the person where they are out of reach',
        tags,
        params: IdParams,
        querystring: NoQuery,
        response: jsonResponses(ShopOwners),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { id } = request.params
      const items = await findShopOwners(actFor(request), id)
      if (!items) throw shopNotFound(id)
      return { items }
    },
  )
}
