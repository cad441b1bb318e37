import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findCredential } from './acting.ts'
import { DomainError } from './domain-error.ts'
import type { KnownCallers } from './known-callers.ts'

const WINDOW = '1 minute'
/** Many people may share the address of an office. */
const ADDRESS_FACTOR = 4
const MAX_REMEMBERED = 10_000

/**
 * Slows down who asks for too much: each account, whatever number of sessions and keys it holds,
 * and each address. What a caller shows counts only after the database has accepted it, so that
 * invented secrets are no way around. Routes may set a stricter limit per address by
 * `config.rateLimit`. Call it before the routes.
 *
 * @param perMinute requests of one account: generous, because looking around the city loads tiles
 */
export async function limitRates(
  app: FastifyInstance,
  { perMinute, callers }: { perMinute: number; callers: KnownCallers },
): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    timeWindow: WINDOW,
    cache: MAX_REMEMBERED,
    // One household of the internet: whoever has one such network has 2^64 addresses.
    ipv6Subnet: 64,
    errorResponseBuilder: (_request, { ttl }) => tooManyRequests(Math.ceil(ttl / 1000)),
  })
  const perAccount = app.createRateLimit({
    max: perMinute,
    timeWindow: WINDOW,
    keyGenerator: (request) => `account ${findAccount(request, callers)}`,
    allowList: (request) => findAccount(request, callers) === undefined,
  })
  const perAddress = app.createRateLimit({ max: perMinute * ADDRESS_FACTOR, timeWindow: WINDOW })
  app.addHook('onRequest', async (request) => {
    for (const limit of [perAccount, perAddress]) {
      const state = await limit(request)
      if (!state.isAllowed && state.isExceeded) throw tooManyRequests(state.ttlInSeconds)
    }
  })
}

function findAccount(request: FastifyRequest, callers: KnownCallers): number | undefined {
  const credential = findCredential(request)
  return credential && callers.find(credential.tokenHash)?.accountId
}

const tooManyRequests = (waitSeconds: number) =>
  new DomainError(
    { code: 'too-many-requests', status: 429, title: 'Too many requests' },
    `Wait ${waitSeconds} s, then try again.`,
    { retryAfterSeconds: waitSeconds },
  )
