import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { sessionKey } from '../../../api/query-client.ts'
import { useMay, useSession } from '../../../state/use-session.ts'
import { createOutbox, type Outbox, type OutboxState } from './outbox.ts'
import { forgetOld } from './outbox-store.ts'

const forgettingMilliseconds = 10 * 60_000

const outboxes = new Map<number, Outbox>()

function outboxOf(accountId: number): Outbox {
  const known = outboxes.get(accountId) ?? createOutbox(accountId)
  outboxes.set(accountId, known)
  return known
}

/** The outbox of who is signed in; nobody else's can be had. */
export function useOutbox(): Outbox & { shown: OutboxState } {
  const outbox = outboxOf(useSession().accountId)
  const shown = useSyncExternalStore(outbox.subscribe, outbox.state)
  return { ...outbox, shown }
}

/** Sends what waits for as long as its writer is signed in, whatever page is open. */
export function useSendingOutbox(): void {
  const client = useQueryClient()
  const { accountId } = useSession()
  const mayWrite = useMay('registry.write')
  useEffect(() => {
    void forgetOld(accountId).catch(() => undefined)
    if (!mayWrite) return undefined
    return outboxOf(accountId).start({
      onSent() {
        for (const key of ['visits', 'open-visits']) {
          void client.invalidateQueries({ queryKey: [key] })
        }
      },
      onSessionOver: () => client.setQueryData(sessionKey, null),
    })
  }, [client, accountId, mayWrite])
}

/** Takes off this device what is kept there for a while only, whether anybody is signed in or not. */
export function useForgettingOld(): void {
  useEffect(() => {
    const forget = () => void forgetOld().catch(() => undefined)
    forget()
    const timer = setInterval(forget, forgettingMilliseconds)
    return () => clearInterval(timer)
  }, [])
}
