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

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', '[::1]', 'localhost']

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
  if (isLoopback(host)) return [...LOOPBACK_HOSTS, ...publicNames]
  return publicNames
}

/** Address for a browser. */
export function toUrl(host: string, port: number, protocol: 'http' | 'https' = 'http'): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Whether nobody can come to a server in this configuration but from its own machine. */
export function isPrivateToThisMachine({
  host,
  publicUrl,
}: {
  host: string
  publicUrl: string | undefined
}): boolean {
  return isLoopback(host) && (!publicUrl || isLoopback(new URL(publicUrl).hostname))
}

/** One line where passwords and personal data would travel readably, else undefined. */
export function findListeningRisk({
  host,
  publicUrl,
  tlsCertFile,
}: {
  host: string
  publicUrl: string | undefined
  tlsCertFile: string | undefined
}): string | undefined {
  if (isLoopback(host) || tlsCertFile || publicUrl?.startsWith('https:')) return undefined
  return `Warning: HOST=${host} without TLS: whoever is on the way can read passwords and personal data. Set TLS_CERT_FILE and TLS_KEY_FILE, or put a proxy with TLS before the server and set PUBLIC_URL=https://….`
}
