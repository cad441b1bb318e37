import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Session } from '../../../server/contract/access.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { sendJson } from '../../api/http.ts'
import { sessionKey } from '../../api/query-client.ts'
import { hearOtherWindows, tellOtherWindows, watchIdle } from './watch-idle.ts'

const minute = 60_000
const retryMilliseconds = 3000

export interface ScreenLock {
  /** Who has to come back; undefined while the screen is open. */
  lockedFor: Session | undefined
  /** Whether the server knows already: before that nothing may be opened anew. */
  isReady: boolean
  lock: () => void
}

/**
 * Locks the screen when nobody has touched it for as long as the session says. A locked screen has
 * no session: the server ended it, so neither another window nor loading the page gets past it,
 * and what was seen is forgotten.
 */
export function useScreenLock(session: Session | null | undefined): ScreenLock {
  const client = useQueryClient()
  const [lockedFor, setLockedFor] = useState<Session>()
  const [isReady, setReady] = useState(false)
  const current = useRef(session)
  current.current = session

  const cover = useCallback(() => {
    if (!current.current) return false
    setLockedFor(current.current)
    forget(client)
    return true
  }, [client])
  const lock = useCallback(() => {
    if (!cover()) return
    setReady(false)
    void endOnServer().then(() => setReady(true))
    tellOtherWindows('locked')
  }, [cover])

  const limit = session?.screenLockMinutes
  useEffect(() => (limit ? watchIdle(limit * minute, lock) : undefined), [limit, lock])
  useEffect(
    () =>
      hearOtherWindows((message) => {
        if (message === 'locked' && cover()) setReady(true)
        if (message === 'unlocked') void client.invalidateQueries({ queryKey: sessionKey })
      }),
    [client, cover],
  )
  useEffect(() => {
    if (!session || !lockedFor || session === lockedFor) return
    setLockedFor(undefined)
    tellOtherWindows('unlocked')
  }, [session, lockedFor])
  // The session that was locked may be seen for one render more; any other has opened the screen.
  const isOpen = session && session !== lockedFor
  return { lockedFor: isOpen ? undefined : lockedFor, isReady, lock }
}

function forget(client: QueryClient): void {
  client.setQueryData(sessionKey, null)
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
}

/** Until it has an answer: a server that was away must not keep the session. */
async function endOnServer(): Promise<void> {
  for (;;) {
    try {
      return await sendJson<void>('DELETE', '/api/v1/session')
    } catch (error) {
      if (!toApiProblem(error).isTransient) return
      await new Promise((done) => setTimeout(done, retryMilliseconds))
    }
  }
}
