import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { guardRoutes } from '../../../../server/http/access.ts'

describe('a route that does not say what it asks of its caller', () => {
  test.each(['/api/v1/persons', '/metrics', '/tiles/*', '/docs-of-the-city', '/'])(
    'keeps the server from starting: %s',
    (url) => {
      const app = Fastify()
      guardRoutes(app, { hostNames: [] })
      expect(() => app.get(url, () => 'secret')).toThrow(/does not say what it asks/)
    },
  )

  test.each(['/*', '/docs', '/docs/static/*', '/openapi.json'])(
    'is taken where nothing of the city is: %s',
    (url) => {
      const app = Fastify()
      guardRoutes(app, { hostNames: [] })
      expect(() => app.get(url, () => 'open')).not.toThrow()
    },
  )
})
