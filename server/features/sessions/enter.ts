import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Session } from '../../contract/access.ts'
import { actingDatabase } from '../../db/acting.ts'
import { hashToken } from '../../http/acting.ts'
import {
  createSessionToken,
  readSessionToken,
  setSessionCookie,
} from '../../http/session-cookie.ts'
import type { SessionDeps } from './session-deps.ts'
import { getOwnSession, type NewSession, openSession } from './sessions.queries.ts'

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
