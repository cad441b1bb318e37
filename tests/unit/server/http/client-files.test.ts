import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageFallback, serveClient } from '../../../../server/http/client-files.ts'
import { handleError } from '../../../../server/http/error-handler.ts'
import { handleUnknownRoutes } from '../../../../server/http/unknown-routes.ts'

let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-files-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), 'the page')
  await writeFile(join(folder, 'assets', 'code-1a2b.js'), 'the code')
  await writeFile(join(folder, '.secret'), 'the secret')
  app = Fastify({ frameworkErrors: handleError })
  app.setErrorHandler(handleError)
  handleUnknownRoutes(app, pageFallback(folder))
  await serveClient(app, folder)
})
afterAll(async () => {
  await app?.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = (url: string, options: InjectOptions = {}) => app.inject({ url, ...options })
const asBrowser = (url: string) => ask(url, { headers: { accept: 'text/html' } })

describe('the files of the client', () => {
  test('are kept for good where their name changes with their content', async () => {
    const answer = await ask('/assets/code-1a2b.js')
    expect([answer.statusCode, answer.body]).toEqual([200, 'the code'])
    expect(answer.headers['cache-control']).toContain('immutable')
    expect((await ask('/')).headers['cache-control']).toBe('no-cache')
  })

  test('are one page at every address that a browser opens', async () => {
    for (const url of ['/', '/buildings/1', '/.well-known/change-password'])
      expect((await asBrowser(url)).body).toBe('the page')
  })
})

describe('an address where nothing is', () => {
  test.each([
    '/api/v1/nothing',
    '/api/v1/%2e%2e/x',
    '/tiles/none',
    '/assets',
    '/assets/none.js',
    '/assets/%2e%2e/%2e%2e/x.js',
    '/nowhere',
    '/.secret',
    '/.git/config',
    '/%00',
    '/a%5c..%5cb',
    '//evil.example',
    '/longer/than/any/name/of/a/file/',
  ])('is answered with 404, never with a refusal: %s', async (url) => {
    const answer = await ask(url.endsWith('/') ? url + 'a'.repeat(5000) : url)
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().type).toBe('/problems/not-found')
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'] as const)(
    'is answered with 404 to %s too',
    async (method) => {
      expect((await ask('/nowhere', { method })).statusCode).toBe(404)
    },
  )
})
