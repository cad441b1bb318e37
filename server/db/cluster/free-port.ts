import { createServer } from 'node:net'

/** A port of the loopback interface on which nobody listens: the preferred one where it is free. */
export async function findFreePort(preferred: number): Promise<number> {
  if (preferred > 0 && (await tryListen(preferred))) return preferred
  return (await tryListen(0)) ?? 0
}

/** @returns the port that could be opened (and is closed again), undefined where it is taken */
function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
