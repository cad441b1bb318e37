import type { LiveChange } from '../../server/contract/live-changes.ts'

const path = '/api/v1/events'
/** Name of the lock and of the channel that the windows of one browser share. */
const shared = 'digital-community-live'
const retryMilliseconds = 5000

/** What windows tell each other: a change, or that anything may have changed. */
type Message = { change?: LiveChange; lastId: number }

/**
 * Tells what others change, as long as it runs. All windows of a browser share one stream, since a
 * browser keeps six connections to a server: the window that holds the lock listens for them all,
 * and when it closes the next one goes on where it was.
 *
 * @param onChange gets undefined where anything may have changed
 * @returns ends it
 */
export function listenToChanges(onChange: (change: LiveChange | undefined) => void): () => void {
  const ending = new AbortController()
  const windows = new BroadcastChannel(shared)
  let lastId: number | undefined
  const take = (message: Message) => {
    if (message.lastId === lastId) return
    lastId = message.lastId
    onChange(message.change)
  }
  windows.onmessage = ({ data }: MessageEvent<Message>) => take(data)
  const listen = () =>
    holdStream(
      () => lastId,
      (message) => {
        windows.postMessage(message)
        take(message)
      },
      (id) => {
        lastId = id
      },
      ending.signal,
    )
  // Addresses without encryption have no locks: there each window listens for itself.
  const holding = navigator.locks
    ? navigator.locks.request(shared, { signal: ending.signal }, listen)
    : listen()
  // Ending is the only way in which it ends.
  holding.catch(() => undefined)
  return () => {
    ending.abort()
    windows.close()
  }
}

/** Keeps a stream open until the signal; one that the server has refused is asked for again. */
function holdStream(
  lastId: () => number | undefined,
  onMessage: (message: Message) => void,
  onAlive: (id: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      const after = lastId()
      source = new EventSource(after === undefined ? path : `${path}?after=${after}`)
      source.onmessage = ({ data, lastEventId }) =>
        onMessage({ change: JSON.parse(data) as LiveChange, lastId: Number(lastEventId) })
      source.addEventListener('gap', ({ lastEventId }) =>
        onMessage({ lastId: Number(lastEventId) }),
      )
      source.addEventListener('alive', ({ lastEventId }) => onAlive(Number(lastEventId)))
      // A connection that breaks is opened again by the browser, a refused one is not.
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, retryMilliseconds)
      }
    }
    open()
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      source.close()
      resolve()
    })
  })
}
