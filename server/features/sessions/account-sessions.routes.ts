import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { AccountSessions } from '../../contract/accounts.ts'
import { Id } from '../../contract/atoms.ts'
import { findCredential } from '../../http/acting.ts'
import { type Api, emptyResponses, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { clearSessionCookie } from '../../http/session-cookie.ts'
import { endSessions, findSessionId, listSessions } from './account-sessions.queries.ts'
import { refuseKeys } from './refuse-keys.ts'
import type { SessionDeps } from './session-deps.ts'
import { sessionNotFound } from './sessions.errors.ts'

const SessionParams = Type.Object({ id: Id, sessionId: Id })

/** Open sessions: one's own, and for administrators those of every account. */
export function accountSessionRoutes(app: Api, deps: SessionDeps): void {
  ownRoutes(app, deps)
  keptRoutes(app, deps)
}

function ownRoutes(app: Api, { actFor, gate }: SessionDeps): void {
  app.get(
    '/api/v1/sessions',
    {
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'listOwnSessions',
        summary: 'Open sessions of who is signed in',
        tags: ['session'],
        querystring: NoQuery,
        response: jsonResponses(AccountSessions),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const currentId = await findCurrentId(request)
      return { items: await listSessions(actFor(request), undefined, currentId) }
    },
  )
  app.delete(
    '/api/v1/sessions',
    {
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'signOutEverywhere',
        summary: 'Ends all sessions of who is signed in, on every device',
        tags: ['session'],
        querystring: NoQuery,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      refuseKeys(request)
      await endSessions(actFor(request), undefined, null)
      clearSessionCookie(request, reply)
      return reply.code(204).send(null)
    },
  )
  app.delete(
    '/api/v1/sessions/:id',
    {
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'endOwnSession',
        summary: 'Ends one session of who is signed in, such as that of a lost device',
        tags: ['session'],
        params: IdParams,
        querystring: NoQuery,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      refuseKeys(request)
      const { id } = request.params
      const ended = await endSessions(actFor(request), undefined, id)
      if (ended === 0) throw sessionNotFound(id)
      return reply.code(204).send(null)
    },
  )

  async function findCurrentId(request: FastifyRequest): Promise<number | null> {
    const credential = findCredential(request)
    return credential?.kind === 'session' ? findSessionId(gate, credential.tokenHash) : null
  }
}

function keptRoutes(app: Api, { actFor }: SessionDeps): void {
  app.get(
    '/api/v1/accounts/:id/sessions',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'listAccountSessions',
        summary: 'Open sessions of an account',
        tags: ['accounts'],
        params: IdParams,
        querystring: NoQuery,
        response: jsonResponses(AccountSessions),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { items: await listSessions(actFor(request), request.params.id, null) }
    },
  )
  app.delete(
    '/api/v1/accounts/:id/sessions',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'endAccountSessions',
        summary: 'Ends all sessions of an account',
        tags: ['accounts'],
        params: IdParams,
        querystring: NoQuery,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      await endSessions(actFor(request), request.params.id, null)
      return reply.code(204).send(null)
    },
  )
  app.delete(
    '/api/v1/accounts/:id/sessions/:sessionId',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'endAccountSession',
        summary: 'Ends one session of an account',
        tags: ['accounts'],
        params: SessionParams,
        querystring: NoQuery,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      const { id, sessionId } = request.params
      const ended = await endSessions(actFor(request), id, sessionId)
      if (ended === 0) throw sessionNotFound(sessionId)
      return reply.code(204).send(null)
    },
  )
}
