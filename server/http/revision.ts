import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from './domain-error.ts'

const revisionMissing = {
  code: 'revision-missing',
  status: 428,
  title: 'The change does not say what it is based on',
}
const revisionStale = {
  code: 'revision-stale',
  status: 412,
  title: 'Somebody else has changed it in the meantime',
}

/**
 * The revision that a change is based on, from `If-Match: "3"`.
 *
 * @throws DomainError 428 where the header is missing or no revision
 */
export function readRevision(request: FastifyRequest): number {
  const revision = /^"(\d{1,9})"$/.exec(request.headers['if-match']?.trim() ?? '')?.[1]
  if (!revision) {
    throw new DomainError(revisionMissing, 'Send the entity tag that was read, as If-Match: "3".')
  }
  return Number(revision)
}

/** The revision as the strong entity tag that a change is based on. */
export function sendRevision(reply: FastifyReply, revision: number): void {
  reply.header('etag', `"${revision}"`).header('cache-control', 'no-store')
}

/** For a change whose revision is no longer the newest. */
export const staleRevision = () =>
  new DomainError(revisionStale, 'Read it again and repeat your change.')
