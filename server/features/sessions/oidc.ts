import { randomBytes } from 'node:crypto'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'

export interface OidcSettings {
  issuer: string
  clientId: string
  /** Absent for a public client, which proves itself by PKCE alone. */
  clientSecret: string | undefined
}

/** Who the issuer says has come. */
export interface OidcIdentity {
  issuer: string
  subject: string
}

/** Single sign-on by OpenID Connect: authorization code with PKCE, state and nonce. */
export interface OidcClient {
  /** Where to send the browser, and the ticket with which it has to come back. */
  begin(redirectUri: string): Promise<{ url: string; ticket: string }>
  /**
   * Who has come back. A ticket is good for one attempt.
   *
   * @param callbackUrl with all that the issuer has added
   * @throws Error where ticket, state, nonce, code or token are not what they must be
   */
  complete(ticket: string, callbackUrl: URL): Promise<OidcIdentity>
}

interface Attempt {
  state: string
  nonce: string
  verifier: string
  expiresAt: number
}

/** Time to sign in at the issuer. */
export const ATTEMPT_SECONDS = 600
const MAX_ATTEMPTS = 10_000

/** The issuer is asked about itself at the first sign-in, so that the server starts without it. */
export function createOidcClient(config: OidcSettings): OidcClient {
  const attempts = new Map<string, Attempt>()
  let discovered: Promise<Configuration> | undefined
  const discover = () => {
    discovered ??= askIssuer(config).catch((error) => {
      discovered = undefined
      throw error
    })
    return discovered
  }

  return {
    async begin(redirectUri) {
      const issuer = await discover()
      const ticket = randomBytes(32).toString('base64url')
      const attempt = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        expiresAt: Date.now() + ATTEMPT_SECONDS * 1000,
      }
      attempts.set(ticket, attempt)
      const [oldest] = attempts.keys()
      if (attempts.size > MAX_ATTEMPTS && oldest !== undefined) attempts.delete(oldest)
      const url = buildAuthorizationUrl(issuer, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, ticket }
    },
    async complete(ticket, callbackUrl) {
      const attempt = attempts.get(ticket)
      attempts.delete(ticket)
      if (!attempt || attempt.expiresAt < Date.now()) throw new Error('The attempt is over')
      const tokens = await authorizationCodeGrant(await discover(), callbackUrl, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('The issuer gave no ID token')
      return { issuer: claims.iss, subject: claims.sub }
    },
  }
}

function askIssuer({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const server = new URL(issuer)
  // The configuration allows plain HTTP on this machine only.
  const execute = server.protocol === 'http:' ? [allowInsecureRequests] : []
  return discovery(server, clientId, clientSecret, undefined, { execute, timeout: 10 })
}
