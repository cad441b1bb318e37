import type { PoolClient } from 'pg'
import type { Pool } from './pool.ts'

export interface Listening {
  /** Resolves with the next notification, or after so long, or when it ends. */
  next(milliseconds: number): Promise<void>
  readonly isEnded: boolean
  /** Wakes everybody who waits, and gives the connection back. */
  end(): void
}

/** How long to wait before a connection that broke is opened anew. */
const RETRY_MILLISECONDS = 1000

/**
 * One connection for all who wait for notifications of a channel, opened when the first of them
 * comes. While it is broken nothing is heard, so whoever waits looks for himself now and then.
 */
export function createListening(pool: Pool, channel: string): Listening {
  let client: PoolClient | undefined
  let isOpening = false
  let isEnded = false
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const one of [...waiting]) one()
  }

  async function open(): Promise<void> {
    if (isOpening || client || isEnded) return
    isOpening = true
    try {
      const opened = await connectAndListen()
      if (isEnded) opened.release(true)
      else client = opened
      // Something may have been said before.
      wake()
    } catch {
      setTimeout(() => void (waiting.size > 0 && open()), RETRY_MILLISECONDS).unref()
    } finally {
      isOpening = false
    }
  }
  async function connectAndListen(): Promise<PoolClient> {
    const opened = await pool.connect()
    opened.on('notification', wake)
    opened.on('error', () => lose(opened))
    opened.on('end', () => lose(opened))
    try {
      await opened.query(`LISTEN ${channel}`)
      return opened
    } catch (error) {
      // The pool lends only so many, and would miss it for ever.
      opened.release(true)
      throw error
    }
  }
  function lose(lost: PoolClient): void {
    if (lost !== client) return
    client = undefined
    lost.release(true)
    void open()
  }

  return {
    get isEnded() {
      return isEnded
    },
    next(milliseconds) {
      void open()
      if (isEnded) return Promise.resolve()
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          waiting.delete(done)
          resolve()
        }
        const timer = setTimeout(done, milliseconds)
        waiting.add(done)
      })
    },
    end() {
      isEnded = true
      client?.release(true)
      client = undefined
      wake()
    },
  }
}
