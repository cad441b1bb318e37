import { AccessRoles, AccessSettings } from '../../contract/accounts.ts'
import { type Api, type ApiDeps, jsonResponses, NoQuery } from '../../http/api.ts'
import {
  getAccessSettings,
  listAccessRoles,
  updateAccessSettings,
} from './access-settings.queries.ts'

/** The numbers of the access rules, and what each role may do and see. */
export function accessSettingRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/access-settings',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'getAccessSettings',
        summary: 'Times, limits and lengths of the access rules',
        tags: ['accounts'],
        querystring: NoQuery,
        response: jsonResponses(AccessSettings),
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store')
      return getAccessSettings(actFor(request))
    },
  )
  app.put(
    '/api/v1/access-settings',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'updateAccessSettings',
        summary: 'Sets all of them; they hold at once, for open sessions too',
        tags: ['accounts'],
        querystring: NoQuery,
        body: AccessSettings,
        response: jsonResponses(AccessSettings),
      },
    },
    async (request, reply) => {
      const database = actFor(request)
      await updateAccessSettings(database, request.body)
      reply.header('cache-control', 'no-store')
      return getAccessSettings(database)
    },
  )
  app.get(
    '/api/v1/access-roles',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'listAccessRoles',
        summary: 'What each role may do, and which fields of a person it sees',
        tags: ['accounts'],
        querystring: NoQuery,
        response: jsonResponses(AccessRoles),
      },
    },
    async (request) => ({ items: await listAccessRoles(actFor(request)) }),
  )
}
