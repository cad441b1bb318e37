import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/**
 * Collects the schemas of all routes that are registered after it: OpenAPI 3.1 at `/openapi.json`,
 * a page to read and try it at `/docs`, both without a foreign server.
 */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Digital Community',
        version: '1',
        description:
          'Communities, zones, grids, buildings and the people in them. Positions are longitude, latitude in degrees, EPSG:4326. Errors are RFC 9457 problems whose `type` is stable.',
      },
      tags: [
        { name: 'session', description: 'Signing in and out' },
        { name: 'accounts', description: 'Accounts, departments, API keys; for administrators' },
        { name: 'overview', description: 'The city in numbers' },
        { name: 'areas', description: 'Communities 社区, zones 片区 and grids 网格' },
        { name: 'buildings', description: 'Buildings 楼栋, their dwellings and households' },
        { name: 'households', description: 'Households 户' },
        { name: 'persons', description: 'Persons 人口' },
        { name: 'residences', description: 'Residences 人房关联: who is linked to which dwelling' },
        {
          name: 'life-events',
          description: 'Acts that change lives and homes: moves, births, leases',
        },
        { name: 'imports', description: 'Rosters from files: checked, applied, undone' },
        { name: 'audit', description: 'Who did or saw what' },
        { name: 'shops', description: 'Shops 商铺' },
        { name: 'places', description: 'Streets, estates and facilities' },
        { name: 'search', description: 'Finding places, dwellings, households and persons' },
        { name: 'exports', description: 'Lists as files' },
        { name: 'todo', description: 'What is to be put right in the registry' },
        { name: 'visits', description: 'Rounds, and what was found at the door' },
        { name: 'statistics', description: 'Counts by area; small ones are hidden' },
        { name: 'live', description: 'What others change, as it happens' },
        { name: 'tiles', description: 'Ground map' },
        { name: '3D tiles', description: 'Buildings in space' },
        { name: 'health', description: 'Probes' },
      ],
    },
    transformObject: (document) =>
      toDraft2020('openapiObject' in document ? document.openapiObject : document.swaggerObject),
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
  app.get('/openapi.json', { schema: { hide: true, operationId: 'getOpenApi' } }, () =>
    app.swagger(),
  )
}

/**
 * Fastify checks by draft 7, where a tuple is a list of `items`; OpenAPI 3.1 speaks JSON Schema
 * 2020-12, where that list is `prefixItems` and `items` is what may follow it.
 */
function toDraft2020<T>(node: T): T {
  if (Array.isArray(node)) return node.map(toDraft2020) as T
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([key, value]) => [key, toDraft2020(value)])
  const { additionalItems, ...copy } = Object.fromEntries(entries)
  if (!Array.isArray(copy.items)) return copy
  return { ...copy, prefixItems: copy.items, items: additionalItems ?? true }
}
