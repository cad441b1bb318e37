import { connect } from 'node:net'

export interface HttpLoad {
  readonly port: number
  /** Shows who asks. */
  readonly cookie: string
  /** Paths asked for in turn. */
  readonly paths: readonly string[]
  /** JSON sent to the paths in turn, by POST; absent: they are read. */
  readonly bodies?: readonly string[]
  readonly connections: number
  readonly seconds: number
}

export interface HttpRate {
  readonly requestsPerSecond: number
  readonly latenciesMs: readonly number[]
}

/**
 * Asks a server on loopback over keep-alive connections, one request at a time on each.
 * Bare sockets, because an HTTP client would cost more than the server that is measured.
 * @throws when an answer is not 200 or 204.
 */
export async function measureHttpRate(load: HttpLoad): Promise<HttpRate> {
  const latenciesMs: number[] = []
  const until = performance.now() + load.seconds * 1000
  let next = 0
  const takeRequest = () => toRequest(load, next++)
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: load.connections }, () =>
      runConnection(load, until, takeRequest, latenciesMs),
    ),
  )
  const seconds = (performance.now() - startedAt) / 1000
  return { requestsPerSecond: latenciesMs.length / seconds, latenciesMs }
}

function toRequest({ cookie, paths, bodies }: HttpLoad, turn: number): string {
  const path = paths[turn % paths.length] ?? '/'
  const head = `HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n`
  const body = bodies?.[turn % bodies.length]
  if (body === undefined) return `GET ${path} ${head}\r\n`
  const length = Buffer.byteLength(body)
  return `POST ${path} ${head}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`
}

function runConnection(
  { port }: HttpLoad,
  until: number,
  takeRequest: () => string,
  latenciesMs: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let pending = Buffer.alloc(0)
    let sentAt = 0
    const ask = () => {
      if (performance.now() > until) {
        socket.end()
        return resolve()
      }
      sentAt = performance.now()
      socket.write(takeRequest())
    }
    socket.on('connect', ask)
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      pending = pending.length ? Buffer.concat([pending, chunk]) : chunk
      const end = answerEnd(pending)
      if (end instanceof Error) {
        socket.destroy()
        return reject(end)
      }
      if (end === undefined) return
      pending = pending.subarray(end)
      latenciesMs.push(performance.now() - sentAt)
      ask()
    })
  })
}

/** Where the first answer in the buffer ends, undefined while it is incomplete. */
function answerEnd(buffer: Buffer): number | Error | undefined {
  const headEnd = buffer.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = buffer.toString('latin1', 0, headEnd)
  if (!/^HTTP\/1\.1 20[04]/.test(head)) return new Error(`Unexpected answer: ${head.slice(0, 60)}`)
  const bodyStart = headEnd + 4
  const length = /content-length: (\d+)/i.exec(head)?.[1]
  if (length) {
    const end = bodyStart + Number(length)
    return buffer.length >= end ? end : undefined
  }
  if (/transfer-encoding: chunked/i.test(head)) {
    const end = buffer.indexOf('0\r\n\r\n', Math.max(bodyStart, buffer.length - 5))
    return end < 0 ? undefined : end + 5
  }
  return bodyStart
}
