import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Pool } from '../db/pool.ts'
import { runQuery, toPrepared } from '../db/run-query.ts'
import { type SqlFragment, sql } from '../db/sql.ts'
import { isFresh, REVALIDATE, sendNotModified } from './conditional.ts'
import { disconnectSignal } from './disconnect-signal.ts'

/** What a body depends on; see the table data_version. */
export type DataTopic = 'area' | 'building' | 'ground' | 'shop'

export interface VersionedBody {
  topics: readonly DataTopic[]
  /** A statement of one column and at most one row: the finished body, as text or bytea. */
  statement: SqlFragment
  mediaType: string
  /** Answers where the statement gives no row or an empty body. */
  whenEmpty: () => FastifyReply | Promise<FastifyReply>
}

/**
 * Sends what the database has built, byte for byte, with an entity tag made of the version of the
 * data and the text of the statement: asking again costs one look at four counters.
 */
export async function sendVersionedBody(
  pool: Pool,
  request: FastifyRequest,
  reply: FastifyReply,
  { topics, statement, mediaType, whenEmpty }: VersionedBody,
): Promise<FastifyReply> {
  const shape = toPrepared(statement).name
  reply.header('cache-control', REVALIDATE)
  if (request.headers['if-none-match']) {
    const [row] = await runQuery<{ version: string }>(
      pool,
      sql`SELECT ${version(topics)} AS version`,
    )
    const etag = toEtag(row?.version ?? '', shape)
    if (isFresh(request, etag)) return sendNotModified(reply, etag)
  }
  const [row] = await runQuery<{ version: string | null; body: string | Buffer | null }>(
    pool,
    sql`SELECT ${version(topics)} AS version, (${statement}) AS body`,
    disconnectSignal(reply),
  )
  reply.header('etag', toEtag(row?.version ?? '', shape))
  if (!row?.body?.length) return whenEmpty()
  return reply.type(mediaType).send(row.body)
}

// A sum of counters that only grow is a counter that only grows.
const version = (topics: readonly DataTopic[]) =>
  sql`(SELECT sum(version) FROM data_version WHERE topic = ANY (${topics}::text[]))::text`

const toEtag = (dataVersion: string, shape: string) => `W/"${dataVersion}-${shape.slice(-8)}"`
