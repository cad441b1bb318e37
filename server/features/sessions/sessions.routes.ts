import type { FastifyReply, FastifyRequest } from 'fastify'
import { DemonstrationSignIn, Session, SignIn, SignInOptions } from '../../contract/access.ts'
import { actingDatabase } from '../../db/acting.ts'
import type { Database } from '../../db/database.ts'
import type { Pool } from '../../db/pool.ts'
import { hashToken } from '../../http/acting.ts'
import { type Api, type ApiDeps, emptyResponses, jsonResponses, NoQuery } from '../../http/api.ts'
import {
  clearSessionCookie,
  createSessionToken,
  readSessionToken,
  setSessionCookie,
} from '../../http/session-cookie.ts'
import { verifyPassword } from './passwords.ts'
import { noSuchDemonstration, signInPaused, wrongNameOrPassword } from './sessions.errors.ts'
import {
  beginSignIn,
  endAllOwnSessions,
  endSession,
  findDemonstrationAccount,
  getOwnSession,
  getSignInOptions,
  type NewSession,
  noteFailedSignIn,
  openSession,
} from './sessions.queries.ts'

export interface SessionDeps extends ApiDeps {
  pool: Pool
  /** The database before anybody acts. */
  gate: Database
  /** Whether the roles of the demonstration open by one click. */
  offersDemonstration: boolean
  /** Name of the single sign-on on its button; absent where there is none. */
  singleSignOn?: string | undefined
}

/** Signing in and out, and who is signed in. */
export function sessionRoutes(app: Api, deps: SessionDeps): void {
  signInRoutes(app, deps)
  ownSessionRoutes(app, deps)
  if (deps.offersDemonstration) demonstrationRoutes(app, deps)
}

function signInRoutes(app: Api, deps: SessionDeps): void {
  app.get(
    '/api/v1/session/options',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'getSignInOptions',
        summary: 'Ways to sign in',
        tags: ['session'],
        querystring: NoQuery,
        response: jsonResponses(SignInOptions),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const token = readSessionToken(request)
      const options = await getSignInOptions(deps.gate, token ? hashToken(token) : undefined)
      return {
        ...options,
        demonstrationRoles: deps.offersDemonstration ? options.demonstrationRoles : [],
        singleSignOn: deps.singleSignOn ?? null,
      }
    },
  )
  app.post(
    '/api/v1/session',
    {
      config: { permission: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        operationId: 'signIn',
        summary: 'Signs in with name and password: opens a session in a cookie',
        tags: ['session'],
        querystring: NoQuery,
        body: SignIn,
        response: jsonResponses(Session),
      },
    },
    async (request, reply) => {
      const name = request.body.name.trim().toLowerCase()
      const attempt = await beginSignIn(deps.gate, name, request.ip)
      if (attempt.waitSeconds > 0) throw signInPaused(attempt.waitSeconds)
      const { accountId, passwordHash } = attempt
      const fits = await verifyPassword(passwordHash, request.body.password)
      if (!fits || accountId === null) {
        if (accountId !== null) await noteFailedSignIn(deps.gate, accountId, request.ip)
        throw wrongNameOrPassword()
      }
      return enter(request, reply, deps, { accountId, how: 'password' })
    },
  )
}

function ownSessionRoutes(app: Api, { actFor, gate }: SessionDeps): void {
  app.get(
    '/api/v1/session',
    {
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'getSession',
        summary: 'Who is signed in, and what that person may do and see',
        tags: ['session'],
        querystring: NoQuery,
        response: jsonResponses(Session),
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store')
      return getOwnSession(actFor(request))
    },
  )
  app.delete(
    '/api/v1/session',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'signOut',
        summary: 'Ends this session',
        tags: ['session'],
        querystring: NoQuery,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      const token = readSessionToken(request)
      if (token) await endSession(gate, hashToken(token))
      clearSessionCookie(request, reply)
      return reply.code(204).send(null)
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
      await endAllOwnSessions(actFor(request))
      clearSessionCookie(request, reply)
      return reply.code(204).send(null)
    },
  )
}

function demonstrationRoutes(app: Api, deps: SessionDeps): void {
  app.post(
    '/api/v1/session/demo',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'signInToDemonstration',
        summary: 'Opens a session in a role of the demonstration, without a password',
        tags: ['session'],
        querystring: NoQuery,
        body: DemonstrationSignIn,
        response: jsonResponses(Session),
      },
    },
    async (request, reply) => {
      const accountId = await findDemonstrationAccount(deps.gate, request.body.role)
      if (accountId === undefined) throw noSuchDemonstration()
      return enter(request, reply, deps, { accountId, how: 'demonstration' })
    },
  )
}

/** Opens a session under a new token, which ends the one that the browser had. */
export async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  { gate, pool }: Pick<SessionDeps, 'gate' | 'pool'>,
  { accountId, how }: Pick<NewSession, 'accountId' | 'how'>,
): Promise<Session> {
  const token = createSessionToken()
  const tokenHash = hashToken(token)
  const oldToken = readSessionToken(request)
  await openSession(gate, {
    accountId,
    tokenHash,
    address: request.ip,
    oldTokenHash: oldToken ? hashToken(oldToken) : undefined,
    how,
  })
  setSessionCookie(request, reply, token)
  reply.header('cache-control', 'no-store')
  return getOwnSession(
    actingDatabase(pool, {
      credential: { kind: 'session', tokenHash },
      permission: '',
      origin: request.ip,
    }),
  )
}
