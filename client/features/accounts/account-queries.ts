import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Account,
  AccountChange,
  AccountPage,
  AccountQuery,
  AccountSessions,
  CreatedAccount,
  NewAccount,
  TemporaryPassword,
} from '../../../server/contract/accounts.ts'
import { getJson, sendJson } from '../../api/http.ts'

const accountsKey = ['accounts'] as const
const path = (id: number, act = '') => `/api/v1/accounts/${id}${act}`

/** A page of accounts; the page before stays on screen until the next is there. */
export function useAccounts(query: AccountQuery) {
  return useQuery({
    queryKey: [...accountsKey, query],
    queryFn: ({ signal }) => getJson<AccountPage>('/api/v1/accounts', query, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** Whatever was done, and also where it failed: the list is read again. */
function useAccountMutation<Input, Output>(send: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey: accountsKey }),
  })
}

export const useCreateAccount = () =>
  useAccountMutation((input: NewAccount) =>
    sendJson<CreatedAccount>('POST', '/api/v1/accounts', input),
  )

/** Changes an account as it was read; fails where somebody else has changed it since. */
export const useUpdateAccount = () =>
  useAccountMutation(({ account, change }: { account: Account; change: AccountChange }) =>
    sendJson<Account>('PUT', path(account.id), change, { 'if-match': `"${account.revision}"` }),
  )

export const useSetDisabled = () =>
  useAccountMutation(({ id, isDisabled }: { id: number; isDisabled: boolean }) =>
    sendJson<Account>('POST', path(id, isDisabled ? '/disable' : '/enable')),
  )

export const useTemporaryPassword = () =>
  useAccountMutation((id: number) =>
    sendJson<TemporaryPassword>('POST', path(id, '/temporary-password')),
  )

export function useAccountSessions(id: number) {
  return useQuery({
    queryKey: [...accountsKey, id, 'sessions'],
    queryFn: ({ signal }) => getJson<AccountSessions>(path(id, '/sessions'), {}, signal),
    staleTime: 0,
  })
}

/** Ends one session of an account, or all of them. */
export const useEndSessions = (id: number) =>
  useAccountMutation((sessionId: number | undefined) =>
    sendJson<void>('DELETE', path(id, sessionId ? `/sessions/${sessionId}` : '/sessions')),
  )
