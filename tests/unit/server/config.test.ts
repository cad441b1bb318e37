import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROJECT_ROOT, parseConfig } from '../../../server/config.ts'

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(parseConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: undefined,
      dataDir: join(PROJECT_ROOT, '.data'),
      requestsPerMinute: 6000,
      logLevel: 'warn',
      pgBin: undefined,
      chromePath: undefined,
    })
  })

  test('takes an empty variable for an absent one', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
      port: 8080,
      databaseUrl: undefined,
    })
  })

  test('reads an absolute data folder as it is and a relative one from the project', () => {
    expect(parseConfig({ DATA_DIR: '/srv/city' }).dataDir).toBe('/srv/city')
    expect(parseConfig({ DATA_DIR: 'other' }).dataDir).toBe(join(PROJECT_ROOT, 'other'))
  })

  test.each(['1', '80', '8080', '65535'])('takes port %s', (port) => {
    expect(parseConfig({ PORT: port }).port).toBe(Number(port))
  })

  test.each(['0', '65536', '080', '8080.5', '-1', 'http'])('refuses port %s', (port) => {
    expect(() => parseConfig({ PORT: port })).toThrow(/PORT must be a whole number/)
  })

  test.each(['0.0.0.0', '::', '192.168.1.20', 'localhost'])('takes the address %s', (host) => {
    expect(parseConfig({ HOST: host }).host).toBe(host)
  })

  test.each(['http://localhost', 'a b', '127.0.0.1/24'])('refuses the address %s', (host) => {
    expect(() => parseConfig({ HOST: host })).toThrow(/HOST must be an address/)
  })

  test('takes single sign-on with an issuer and a client, by HTTPS or on this machine', () => {
    const OIDC_CLIENT_ID = 'community'
    expect(parseConfig({ OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID }).oidc).toEqual({
      issuer: 'https://login.example',
      clientId: 'community',
      clientSecret: undefined,
      name: 'OpenID Connect',
    })
    const local = parseConfig({ OIDC_ISSUER: 'http://127.0.0.1:9000', OIDC_CLIENT_ID })
    expect(local.oidc?.issuer).toBe('http://127.0.0.1:9000')
    const readable = { OIDC_ISSUER: 'http://login.example', OIDC_CLIENT_ID }
    expect(() => parseConfig(readable)).toThrow(/OIDC_ISSUER must be/)
    expect(() => parseConfig({ OIDC_CLIENT_ID })).toThrow(/needs OIDC_ISSUER and OIDC_CLIENT_ID/)
  })

  test('names all problems in one sentence, and no value that could be a password', () => {
    const environment = {
      HOST: 'no host',
      PORT: 'x',
      DATABASE_URL: 'mysql://secret',
      LOG_LEVEL: 'loud',
    }
    expect(() => parseConfig(environment)).toThrow(
      /^The environment is not usable: HOST [^;]+; PORT [^;]+; DATABASE_URL [^;]+; LOG_LEVEL [^;]+\.$/,
    )
    expect(() => parseConfig(environment)).not.toThrow(/secret/)
  })
})
