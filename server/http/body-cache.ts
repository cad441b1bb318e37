import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type BodyEncoding = 'br' | 'gzip' | 'identity'

/** A finished body of one version of the data, compressed at most once per encoding. */
export interface KeptBody {
  version: string
  bytes: Buffer
  compressed: Partial<Record<BodyEncoding, Promise<Buffer>>>
}

export interface BodyCache {
  find(key: string, version: string): KeptBody | undefined
  keep(key: string, version: string, content: string | Buffer): KeptBody
}

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

/**
 * Keeps the few large bodies that every client asks for (all grids, all communities), the least
 * recently used ones giving way. The database says which version holds, so nothing stale is sent.
 */
export function createBodyCache(maxEntries: number): BodyCache {
  const bodies = new Map<string, KeptBody>()
  return {
    find(key, version) {
      const body = bodies.get(key)
      if (body?.version !== version) return undefined
      bodies.delete(key)
      bodies.set(key, body)
      return body
    },
    keep(key, version, content) {
      const body: KeptBody = { version, bytes: Buffer.from(content), compressed: {} }
      bodies.delete(key)
      bodies.set(key, body)
      const [oldest] = bodies.keys()
      if (bodies.size > maxEntries && oldest !== undefined) bodies.delete(oldest)
      return body
    },
  }
}

/** The body as the client wants it; the work is done by the first who asks. */
export async function encodeBody(body: KeptBody, encoding: BodyEncoding): Promise<Buffer> {
  if (encoding === 'identity') return body.bytes
  body.compressed[encoding] ??= compress(body.bytes, encoding)
  return body.compressed[encoding]
}

const compress = (bytes: Buffer, encoding: 'br' | 'gzip') =>
  encoding === 'gzip'
    ? deflate(bytes)
    : brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
