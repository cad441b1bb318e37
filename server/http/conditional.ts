import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Clients may keep the answer but ask each time whether it still holds. */
export const REVALIDATE = 'no-cache'
/** The same for what other people must not see: shared caches keep nothing. */
export const REVALIDATE_PRIVATELY = 'private, no-cache'
/** For an address that names the version of its content: it is never asked for again. */
export const KEEP_PRIVATELY = 'private, max-age=31536000, immutable'

/**
 * Whether `If-None-Match` names this entity tag. Tags are compared weakly, as RFC 9110 demands
 * for this header: all of ours are weak, because compression changes the bytes.
 */
export function isFresh(request: FastifyRequest, etag: string): boolean {
  const header = request.headers['if-none-match']
  if (!header) return false
  if (header.trim() === '*') return true
  return header.split(',').some((tag) => opaque(tag) === opaque(etag))
}

/** Answers 304 with the headers that a cache needs. */
export function sendNotModified(reply: FastifyReply, etag: string): FastifyReply {
  return reply.code(304).header('etag', etag).header('vary', 'accept-encoding').send()
}

/** Gives each successful answer without an entity tag one made of its body. */
export function addBodyEtags(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode !== 200 || reply.hasHeader('etag')) return payload
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    const etag = toBodyEtag(payload)
    reply.header('etag', etag)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', REVALIDATE)
    if (!isFresh(request, etag)) return payload
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    return null
  })
}

export function toBodyEtag(body: string | Buffer): string {
  return `W/"${createHash('sha1').update(body).digest('base64url')}"`
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
