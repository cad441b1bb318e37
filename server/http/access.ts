import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findCredential } from './acting.ts'
import { DomainError } from './domain-error.ts'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']
/** What is never about the city: files of the client (`/*`), descriptions of the API. */
const OPEN_PATH = /^\/(\*|(docs|openapi\.json)(\/.*)?)$/

const notSignedIn = {
  code: 'not-signed-in',
  title: 'Sign in first',
  status: 401,
}
const crossSite = {
  code: 'cross-site-request',
  title: 'Another site may not do this in your name',
  status: 403,
}
const unknownHost = {
  code: 'unknown-host',
  title: 'This server does not answer to that name',
  status: 421,
}

export interface AccessOptions {
  /** Host names that the server answers to, without port; empty: to all. */
  hostNames: readonly string[]
  /** The address that browsers open, where a proxy stands before the server. */
  publicUrl?: string | undefined
}

/**
 * Lets nobody past who shows nothing: whether what is shown is worth something is decided by the
 * database, in the transaction that reads. Call it before the routes.
 *
 * @throws Error at start where a route does not say what it asks of its caller
 */
export function guardRoutes(app: FastifyInstance, { hostNames, publicUrl }: AccessOptions): void {
  app.addHook('onRoute', ({ url, config }) => {
    if (!config?.permission && !OPEN_PATH.test(url)) {
      throw new Error(`The route ${url} does not say what it asks of its caller`)
    }
  })
  app.addHook('onRequest', async (request) => {
    refuseUnknownHost(request, hostNames)
    refuseCrossSite(request, publicUrl)
    const { permission = 'public' } = request.routeOptions.config
    if (permission !== 'public' && !findCredential(request)) {
      throw new DomainError(notSignedIn, 'This address is for people who have signed in.')
    }
  })
}

/** A page of another name that was made to point at this machine is another site. */
function refuseUnknownHost(request: FastifyRequest, hostNames: readonly string[]): void {
  if (hostNames.length === 0 || hostNames.includes(request.hostname)) return
  throw new DomainError(unknownHost, 'Open the address that the server printed when it started.')
}

/**
 * Browsers say where a request comes from; programs with a key say nothing. A link from elsewhere
 * opens the page, but reads nothing for which one has to sign in: the audit would name the reader.
 */
function refuseCrossSite(request: FastifyRequest, publicUrl: string | undefined): void {
  const { permission = 'public' } = request.routeOptions.config
  if (SAFE_METHODS.includes(request.method) && permission === 'public') return
  const { origin, 'sec-fetch-site': site } = request.headers
  const isForeign = site
    ? site !== 'same-origin' && site !== 'none'
    : origin !== undefined && ![`${request.protocol}://${request.host}`, publicUrl].includes(origin)
  if (isForeign) throw new DomainError(crossSite, 'Send it from a page of this server.')
}
