import { describe, expect, test } from 'vitest'
import { findListeningRisk, isPrivateToThisMachine } from '../../../../server/http/listening.ts'

const nothing = { publicUrl: undefined, tlsCertFile: undefined }

describe('a server that others can reach', () => {
  test.each([
    { host: '0.0.0.0', ...nothing },
    { host: '192.168.1.20', ...nothing, publicUrl: 'http://community.example' },
  ])('warns where passwords would travel readably: %o', (config) => {
    expect(findListeningRisk(config)).toMatch(/^Warning: HOST=.+TLS_CERT_FILE.+PUBLIC_URL/)
    expect(findListeningRisk(config)).not.toContain('\n')
  })

  test.each([
    { host: '127.0.0.1', ...nothing },
    { host: '0.0.0.0', ...nothing, tlsCertFile: '/etc/ssl/community.pem' },
    { host: '0.0.0.0', ...nothing, publicUrl: 'https://community.example' },
  ])('is silent where they do not: %o', (config) => {
    expect(findListeningRisk(config)).toBeUndefined()
  })

  test.each([
    ['127.0.0.1', undefined, true],
    ['::1', 'http://localhost:8080', true],
    ['127.0.0.1', 'https://community.example', false],
    ['0.0.0.0', undefined, false],
    ['192.168.1.20', undefined, false],
  ])('listening on %s as %s is private to this machine: %s', (host, publicUrl, isPrivate) => {
    expect(isPrivateToThisMachine({ host, publicUrl })).toBe(isPrivate)
  })
})
