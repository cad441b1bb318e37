import { PageQuery } from '../../contract/atoms.ts'
import { Shop, ShopPage } from '../../contract/buildings.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { noBuildingWithShops, shopNotFound } from './shops.errors.ts'
import { findBuildingShops, findShop } from './shops.queries.ts'

/** Shops, alone and by building. */
export function shopRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/buildings/:id/shops',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'listBuildingShops',
        summary: 'Shops of a building',
        tags: ['shops'],
        params: IdParams,
        querystring: PageQuery,
        response: jsonResponses(ShopPage),
      },
    },
    async (request) => {
      const { id } = request.params
      const { page = 1, pageSize = 200 } = request.query
      const shops = await findBuildingShops(actFor(request), id, { page, pageSize })
      if (!shops) throw noBuildingWithShops(id)
      return shops
    },
  )
  app.get(
    '/api/v1/shops/:id',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'getShop',
        summary: 'One shop',
        tags: ['shops'],
        params: IdParams,
        querystring: NoQuery,
        response: jsonResponses(Shop),
      },
    },
    async (request) => {
      const shop = await findShop(actFor(request), request.params.id)
      if (!shop) throw shopNotFound(request.params.id)
      return shop
    },
  )
}
