import { createServer } from 'node:net'
import { SetupError } from '../db/setup-error.ts'

/**
 * Looks whether the server will be able to listen, before anything that takes minutes.
 *
 * @throws SetupError where the port is taken or forbidden
 */
export function assertPortIsFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(toListenError(error, host, port)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

/** The sentence for a port that cannot be listened on; other errors stay what they are. */
export function toListenError(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new SetupError(
      `Port ${port} on ${host} is taken by another program: stop that, or choose another port, for example PORT=${port === 65535 ? 8080 : port + 1}.`,
    )
  }
  if (code === 'EACCES') {
    return new SetupError(`Port ${port} needs root: choose one above 1023, for example PORT=8080.`)
  }
  if (code === 'EADDRNOTAVAIL') {
    return new SetupError(`This machine has no address ${host}: set HOST=127.0.0.1.`)
  }
  return error
}

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost']

/** Whether only this machine can reach a server that listens there. */
export const isLoopback = (host: string) => LOOPBACK_HOSTS.includes(host)

/** Names that a server answers to; empty: any, because it cannot know how it is called. */
export function toHostNames({
  host,
  publicUrl,
}: {
  host: string
  publicUrl: string | undefined
}): string[] {
  const publicNames = publicUrl ? [new URL(publicUrl).hostname] : []
  if (isLoopback(host)) return [...LOOPBACK_HOSTS, '[::1]', ...publicNames]
  return publicNames
}

/** Address for a browser. */
export function toUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
