import { DemonstrationSignIn, Session, SignIn, SignInOptions } from '../../contract/access.ts'
import { hashToken } from '../../http/acting.ts'
import { type Api, emptyResponses, jsonResponses, NoQuery } from '../../http/api.ts'
import { clearSessionCookie, readSessionToken } from '../../http/session-cookie.ts'
import { accountSessionRoutes } from './account-sessions.routes.ts'
import { enter } from './enter.ts'
import { passwordRoutes } from './passwords.routes.ts'
import type { SessionDeps } from './session-deps.ts'
import { noSuchDemonstration, wrongNameOrPassword } from './sessions.errors.ts'
import {
  endSession,
  findDemonstrationAccount,
  getOwnSession,
  getSignInOptions,
} from './sessions.queries.ts'
import { tryPassword } from './try-password.ts'

/** Signing in and out, and who is signed in. */
export function sessionRoutes(app: Api, deps: SessionDeps): void {
  signInRoutes(app, deps)
  ownSessionRoutes(app, deps)
  accountSessionRoutes(app, deps)
  passwordRoutes(app, deps)
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
      const { password } = request.body
      const accountId = await tryPassword(deps.gate, { name, password, address: request.ip })
      if (accountId === undefined) throw wrongNameOrPassword()
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
