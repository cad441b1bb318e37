import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nothingHere, sendProblem } from './problem.ts'

interface KnownRoute {
  pattern: RegExp
  methods: Set<string>
}

/**
 * Answers what no route takes: 405 with `Allow` where the path is known, else `fallback`, which
 * tells by its result whether it has answered, else 404. Call it before the routes.
 */
export function handleUnknownRoutes(
  app: FastifyInstance,
  fallback: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined,
): void {
  const routes = new Map<string, KnownRoute>()
  app.addHook('onRoute', ({ url, method }) => {
    const route = routes.get(url) ?? { pattern: toPattern(url), methods: new Set() }
    for (const one of [method].flat()) route.methods.add(one)
    routes.set(url, route)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    const allowed = allowedMethods(routes, path)
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header('allow', allowed.join(', '))
      return sendProblem(reply, {
        code: 'method-not-allowed',
        title: 'This address does not take this method',
        status: 405,
      })
    }
    return fallback(request, reply) ?? sendProblem(reply, nothingHere)
  })
}

function allowedMethods(routes: Map<string, KnownRoute>, path: string): string[] {
  const matching = [...routes.values()].filter(({ pattern }) => pattern.test(path))
  return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort()
}

/** `/tiles/:z/:y.mvt` → a pattern of paths; a wildcard route is no address of its own. */
function toPattern(url: string): RegExp {
  if (url.includes('*')) return /(?!)/
  const source = url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')
  return new RegExp(`^${source}$`)
}
