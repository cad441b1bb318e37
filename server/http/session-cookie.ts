import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const NAME = 'digital_community_session'

/** 256 random bits. */
export const createSessionToken = (): string => randomBytes(32).toString('base64url')

/** The token of the caller's session, where there is something of its form. */
export function readSessionToken(request: FastifyRequest): string | undefined {
  const token = request.cookies[NAME]
  return token && /^[\w-]{43}$/.test(token) ? token : undefined
}

/** No script reads it, no other site sends it, and the browser forgets it when it closes. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): void {
  reply.setCookie(NAME, token, cookieOptions(request))
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, cookieOptions(request))
}

const cookieOptions = (request: FastifyRequest) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: request.protocol === 'https',
})
