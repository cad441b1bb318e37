import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../db/database.ts'
import { runQuery, toPrepared } from '../db/run-query.ts'
import { type SqlFragment, sql } from '../db/sql.ts'
import { type BodyCache, createBodyCache, encodeBody, type KeptBody } from './body-cache.ts'
import { chooseEncoding } from './choose-encoding.ts'
import { isFresh, KEEP_PRIVATELY, REVALIDATE_PRIVATELY, sendNotModified } from './conditional.ts'
import { disconnectSignal } from './disconnect-signal.ts'

/** What a body depends on; see the table data_version. */
export type DataTopic = 'area' | 'building' | 'ground' | 'person' | 'shop'
/** The whole map: what `mapVersion` of the overview counts. */
export const MAP_TOPICS = ['area', 'building', 'ground', 'shop'] as const satisfies DataTopic[]

export interface VersionedBody {
  topics: readonly DataTopic[]
  /** A statement of one column and at most one row: the finished body, as text or bytea. */
  statement: SqlFragment
  mediaType: string
  /** Kept in memory, compressed: for the few large bodies that every client asks for. */
  isKept?: boolean
  /** Makes the body from what the statement gives, where the database cannot. */
  finish?: (content: string) => string
  /** The version that the address names: while it is the newest, the answer may be kept for good. */
  addressVersion?: string | undefined
  /** Answers where the statement gives no row or an empty body. */
  whenEmpty: () => FastifyReply | Promise<FastifyReply>
}

/**
 * Sends what the database has built, byte for byte, with an entity tag made of the version of what
 * the caller sees and the text of the statement: asking again costs one look at the counters.
 */
export async function sendVersionedBody(
  database: Database,
  request: FastifyRequest,
  reply: FastifyReply,
  body: VersionedBody,
): Promise<FastifyReply> {
  const statement = sql`SELECT ${version(body.topics)} AS version, (${body.statement}) AS content`
  const { name: shape } = toPrepared(statement)
  const bodies = cacheOf(request.server)
  reply.header('cache-control', REVALIDATE_PRIVATELY)
  if (request.headers['if-none-match'] || body.isKept) {
    const current = await findVersion(database, body.topics)
    if (current === body.addressVersion) reply.header('cache-control', KEEP_PRIVATELY)
    const etag = toEtag(current, shape)
    if (isFresh(request, etag)) return sendNotModified(reply, etag)
    const kept = body.isKept && bodies.find(toKey(body, current), current)
    if (kept) return sendKept(request, reply.header('etag', etag), body.mediaType, kept)
  }
  const [row] = await runQuery<{ version: string | null; content: string | Buffer | null }>(
    database,
    statement,
    disconnectSignal(reply),
  )
  reply.header('etag', toEtag(row?.version ?? '', shape))
  const isNewest = row?.version === body.addressVersion
  reply.header('cache-control', isNewest ? KEEP_PRIVATELY : REVALIDATE_PRIVATELY)
  if (!row?.content?.length) return body.whenEmpty()
  const content = body.finish ? body.finish(row.content.toString()) : row.content
  if (!body.isKept) return reply.type(body.mediaType).send(content)
  const kept = bodies.keep(toKey(body, row.version ?? ''), row.version ?? '', content)
  return sendKept(request, reply, body.mediaType, kept)
}

async function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  mediaType: string,
  kept: KeptBody,
): Promise<FastifyReply> {
  const encoding = chooseEncoding(request.headers['accept-encoding'])
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply
    .header('vary', 'accept-encoding')
    .type(mediaType)
    .send(await encodeBody(kept, encoding))
}

async function findVersion(database: Database, topics: readonly DataTopic[]): Promise<string> {
  const [row] = await runQuery<{ version: string }>(
    database,
    sql`SELECT ${version(topics)} AS version`,
  )
  return row?.version ?? ''
}

/** Versions of different databases say nothing of each other, so each server has its own cache. */
const cacheByServer = new WeakMap<FastifyInstance, BodyCache>()
const MAX_KEPT_BODIES = 64

function cacheOf(server: FastifyInstance): BodyCache {
  const known = cacheByServer.get(server)
  if (known) return known
  const created = createBodyCache(MAX_KEPT_BODIES)
  cacheByServer.set(server, created)
  return created
}

/** One body is kept per statement, form and scope, which is the second part of a version. */
const toKey = ({ statement: { text, values }, mediaType }: VersionedBody, dataVersion: string) =>
  JSON.stringify([dataVersion.split('-')[1], text, values, mediaType])

const version = (topics: readonly DataTopic[]) => sql`seen_version(${topics}::text[])`

const toEtag = (dataVersion: string, shape: string) => `W/"${dataVersion}-${shape.slice(-8)}"`
