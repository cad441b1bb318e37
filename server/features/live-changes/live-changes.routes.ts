import { Readable } from 'node:stream'
import Type from 'typebox'
import { LiveQuery } from '../../contract/live-changes.ts'
import type { Listening } from '../../db/listening.ts'
import { type Api, type ApiDeps, bodyResponses } from '../../http/api.ts'
import { disconnectSignal } from '../../http/disconnect-signal.ts'
import { followChanges } from './follow-changes.ts'

/** What others change, for pages that show it. */
export function liveChangeRoutes(
  app: Api,
  { actFor, listening }: ApiDeps & { listening: Listening },
): void {
  app.addHook('preClose', async () => listening.end())
  app.get(
    '/api/v1/events',
    {
      config: { permission: 'signed-in', onlyListens: true },
      compress: false,
      schema: {
        operationId: 'followChanges',
        summary:
          'Server-sent events: where something has changed, within the rights of who asks; resumable by Last-Event-ID or `after`. `gap` means that anything may have changed, `alive` that nothing has',
        tags: ['live'],
        querystring: LiveQuery,
        response: bodyResponses('text/event-stream', Type.String()),
      },
    },
    async (request, reply) => {
      const { after, follow = true } = request.query
      const events = followChanges(actFor(request), listening, {
        after: readLastEventId(request.headers['last-event-id']) ?? after,
        isFollowing: follow,
        signal: disconnectSignal(reply),
      })
      // Whoever may not listen is told before anything is sent.
      const first = await events.next()
      reply.type('text/event-stream').header('cache-control', 'no-store')
      return reply.send(Readable.from(withFirst(first.value ?? '', events), { objectMode: false }))
    },
  )
}

function readLastEventId(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}

/** A session that ends ends the stream; an error in its midst could not be answered any more. */
async function* withFirst(first: string, others: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first
  try {
    yield* others
  } catch {
    // The reader comes back and is told why by the answer to that.
  }
}
