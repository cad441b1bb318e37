import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Permission } from '../contract/access.ts'
import { actingDatabase, type Credential } from '../db/acting.ts'
import type { Database } from '../db/database.ts'
import type { Pool } from '../db/pool.ts'
import type { KnownCallers } from './known-callers.ts'
import { readSessionToken } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route asks of its caller; every route says so. */
    permission?: Permission | 'signed-in' | 'public'
    /** Asking is no use of the session: it does not keep it alive. */
    onlyListens?: boolean
  }
}

/** The database with the rights of who asks, for what the route's permission allows. */
export type ActFor = (request: FastifyRequest) => Database

/** Makes the one way in which routes reach the database. */
export function createActFor(pool: Pool, callers: KnownCallers): ActFor {
  return (request) => {
    const { permission, onlyListens = false } = request.routeOptions.config
    const credential = findCredential(request)
    if (!permission || permission === 'public' || !credential) {
      throw new Error(
        `${request.routeOptions.url} acts for nobody: its permission is ${permission}`,
      )
    }
    return actingDatabase(pool, {
      credential,
      permission: permission === 'signed-in' ? '' : permission,
      origin: request.ip,
      onlyListens,
      expectedReach: callers.find(credential.tokenHash)?.reach,
      onActor: (actor) => callers.note(credential.tokenHash, actor),
    })
  }
}

/** What the caller shows: an API key in `Authorization`, else the cookie of a session. */
export function findCredential(request: FastifyRequest): Credential | undefined {
  const key = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (key) return { kind: 'key', tokenHash: hashToken(key) }
  const token = readSessionToken(request)
  return token ? { kind: 'session', tokenHash: hashToken(token) } : undefined
}

/** Secrets are long and random, so one round of SHA-256 keeps them. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
