import { randomBytes } from 'node:crypto'
import { ApiKeyPage, ApiKeyQuery, CreatedApiKey, NewApiKey } from '../../contract/accounts.ts'
import { hashToken } from '../../http/acting.ts'
import {
  type Api,
  type ApiDeps,
  emptyResponses,
  IdParams,
  jsonResponses,
  NoQuery,
} from '../../http/api.ts'
import { accountTakesNoKey, apiKeyNotFound } from './accounts.errors.ts'
import { insertApiKey, listApiKeys, revokeApiKey } from './api-keys.queries.ts'

/** Secrets of this product are told from others by their beginning, also by scanners of code. */
const PREFIX = 'dck_'
const HINT_LENGTH = PREFIX.length + 4

/** Keys by which programs of a department ask. */
export function apiKeyRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/api-keys',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'listApiKeys',
        summary: 'Keys with their last use; the secret of none',
        tags: ['accounts'],
        querystring: ApiKeyQuery,
        response: jsonResponses(ApiKeyPage),
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store')
      return listApiKeys(actFor(request), request.query)
    },
  )
  app.post(
    '/api/v1/api-keys',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'createApiKey',
        summary: 'Makes a key; tells its secret, this once',
        tags: ['accounts'],
        querystring: NoQuery,
        body: NewApiKey,
        response: jsonResponses(CreatedApiKey),
      },
    },
    async (request, reply) => {
      const secret = PREFIX + randomBytes(32).toString('base64url')
      const id = await insertApiKey(actFor(request), {
        ...request.body,
        tokenHash: hashToken(secret),
        hint: secret.slice(0, HINT_LENGTH),
      })
      if (id === undefined) throw accountTakesNoKey()
      reply.header('cache-control', 'no-store')
      return { id, secret }
    },
  )
  app.delete(
    '/api/v1/api-keys/:id',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'revokeApiKey',
        summary: 'Revokes a key for good',
        tags: ['accounts'],
        params: IdParams,
        querystring: NoQuery,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      const isDone = await revokeApiKey(actFor(request), request.params.id)
      if (!isDone) throw apiKeyNotFound(request.params.id)
      return reply.code(204).send(null)
    },
  )
}
