import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Database } from '../../db/database.ts'
import type { Pool } from '../../db/pool.ts'
import { type Api, NoQuery } from '../../http/api.ts'
import { enter } from './enter.ts'
import { ATTEMPT_SECONDS, type OidcClient } from './oidc.ts'
import { findOidcAccount } from './sessions.queries.ts'

export interface OidcDeps {
  pool: Pool
  /** The database before anybody acts. */
  gate: Database
  client: OidcClient
  /** The address that browsers open, where it is not that of the server. */
  publicUrl: string | undefined
}

const COOKIE = 'digital_community_oidc'
const PATH = '/api/v1/session/oidc'
const CALLBACK = `${PATH}/callback`

/** How a sign-in ended that opened nothing; the sign-in page says it in words. */
type Outcome = 'no-account' | 'refused' | 'unavailable'

const Redirection = {
  302: { description: 'To the issuer, or back to the client.', type: 'null' },
}

/** Single sign-on: to the issuer and back. */
export function oidcRoutes(app: Api, deps: OidcDeps): void {
  const { client, gate, pool, publicUrl } = deps
  const base = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`

  app.get(
    PATH,
    {
      config: { permission: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        operationId: 'beginSingleSignOn',
        summary: 'Sends the browser to the issuer of the single sign-on',
        tags: ['session'],
        querystring: NoQuery,
        response: Redirection,
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      try {
        const { url, ticket } = await client.begin(`${base(request)}${CALLBACK}`)
        reply.setCookie(COOKIE, ticket, { ...cookieOptions(request), maxAge: ATTEMPT_SECONDS })
        return reply.redirect(url)
      } catch (error) {
        request.log.error({ reason: (error as Error).name }, 'the issuer does not answer')
        return backToClient(reply, 'unavailable')
      }
    },
  )
  app.get(
    CALLBACK,
    {
      config: { permission: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        operationId: 'completeSingleSignOn',
        summary: 'Where the issuer sends the browser back to: opens the session',
        tags: ['session'],
        // The issuer may add what it likes.
        querystring: Type.Object({}),
        response: Redirection,
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store').clearCookie(COOKIE, cookieOptions(request))
      const ticket = request.cookies[COOKIE] ?? ''
      const url = new URL(request.url, base(request))
      const identity = await client.complete(ticket, url).catch((error) => {
        // The message may hold what the issuer sent: only the kind of failure is written down.
        request.log.warn({ reason: (error as Error).name }, 'single sign-on refused')
        return undefined
      })
      if (!identity) return backToClient(reply, 'refused')
      const accountId = await findOidcAccount(gate, identity)
      if (accountId === undefined) return backToClient(reply, 'no-account')
      await enter(request, reply, { gate, pool }, { accountId, how: 'single-sign-on' })
      return reply.redirect('/')
    },
  )
}

const backToClient = (reply: FastifyReply, outcome: Outcome) =>
  reply.redirect(`/?signin=${outcome}`)

/** Lax: the browser comes back from another site, by a link. */
const cookieOptions = (request: FastifyRequest) => ({
  path: PATH,
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: request.protocol === 'https',
})
