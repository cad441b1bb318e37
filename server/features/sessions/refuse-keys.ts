import type { FastifyRequest } from 'fastify'
import { findCredential } from '../../http/acting.ts'
import { notForKeys } from './sessions.errors.ts'

/**
 * Passwords and sessions belong to people: a key that has leaked must not shut its owner out.
 *
 * @throws DomainError where an API key asks
 */
export function refuseKeys(request: FastifyRequest): void {
  if (findCredential(request)?.kind === 'key') throw notForKeys()
}
