import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountRole, Session, SignInOptions } from '../../../server/contract/access.ts'
import { getJson, sendJson } from '../../api/http.ts'
import { sessionKey } from '../../api/query-client.ts'

/** Who is signed in; null where nobody is, which the browser need not report as a failure. */
export function useSessionQuery() {
  const client = useQueryClient()
  return useQuery({
    queryKey: sessionKey,
    async queryFn() {
      const { isSignedIn } = await client.fetchQuery({ ...signInOptions, staleTime: 0 })
      return isSignedIn ? getJson<Session>('/api/v1/session') : null
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Ways to sign in here. */
export const useSignInOptions = () => useQuery(signInOptions)

const signInOptions = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: () => getJson<SignInOptions>('/api/v1/session/options'),
})

export type SignInInput = { name: string; password: string } | { demonstrationRole: AccountRole }

/** Signs in; what somebody else has seen before is forgotten. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: SignInInput) =>
      'demonstrationRole' in input
        ? sendJson<Session>('POST', '/api/v1/session/demo', { role: input.demonstrationRole })
        : sendJson<Session>('POST', '/api/v1/session', input),
    onSuccess(session) {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
      client.setQueryData(sessionKey, session)
    },
  })
}

/** Signs out here, or on every device; nothing of what was seen stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: ({ everywhere }: { everywhere: boolean }) =>
      sendJson<void>('DELETE', everywhere ? '/api/v1/sessions' : '/api/v1/session'),
    // A fresh page: neither cache nor scene remembers the person who left.
    onSettled: () => window.location.assign(window.location.pathname),
  })
}
