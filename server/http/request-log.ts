import type { FastifyInstance } from 'fastify'

/**
 * One line a request, named by its operation, also where the caller went away before the answer was
 * complete; the query is left out, it may name people.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    let isComplete = false
    reply.raw.once('finish', () => {
      isComplete = true
    })
    reply.raw.once('close', () => {
      request.log.info(
        {
          operation: request.routeOptions.schema?.operationId ?? 'unknown',
          method: request.method,
          path: request.url.split('?', 1)[0],
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime * 10) / 10,
          ...(!isComplete && { isAborted: true }),
        },
        'request',
      )
    })
  })
}
