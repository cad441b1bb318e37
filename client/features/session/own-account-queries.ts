import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PasswordChange, Session } from '../../../server/contract/access.ts'
import type { AccountSessions } from '../../../server/contract/accounts.ts'
import { getJson, sendJson } from '../../api/http.ts'
import { sessionKey } from '../../api/query-client.ts'

const sessionsKey = ['own-sessions'] as const

/** Changes the own password; all other sessions end. */
export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: PasswordChange) =>
      sendJson<Session>('PUT', '/api/v1/session/password', input),
    onSuccess(session) {
      client.setQueryData(sessionKey, session)
      return client.invalidateQueries({ queryKey: sessionsKey })
    },
  })
}

export function useOwnSessions() {
  return useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => getJson<AccountSessions>('/api/v1/sessions', {}, signal),
    staleTime: 0,
  })
}

export function useEndOwnSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => sendJson<void>('DELETE', `/api/v1/sessions/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsKey }),
  })
}
