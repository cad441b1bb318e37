import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AccessRoles,
  AccessSettings,
  ApiKeyPage,
  ApiKeyQuery,
  CreatedApiKey,
  Department,
  DepartmentInput,
  Departments,
  NewApiKey,
} from '../../../server/contract/accounts.ts'
import { getJson, sendJson } from '../../api/http.ts'

const keys = {
  departments: ['departments'],
  apiKeys: ['api-keys'],
  settings: ['access-settings'],
  roles: ['access-roles'],
} as const

function useFresh<T>(queryKey: readonly string[], path: string) {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<T>(path, {}, signal),
    staleTime: 0,
  })
}

function useChange<Input, Output>(
  queryKey: readonly string[],
  send: (input: Input) => Promise<Output>,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

export const useDepartments = () => useFresh<Departments>(keys.departments, '/api/v1/departments')

export const useCreateDepartment = () =>
  useChange(keys.departments, (input: DepartmentInput) =>
    sendJson<Department>('POST', '/api/v1/departments', input),
  )

/** Changes a department with all its fields, as it was read. */
export const useUpdateDepartment = () =>
  useChange(keys.departments, ({ id, revision, code, name, fields }: Department) =>
    sendJson<Department>(
      'PUT',
      `/api/v1/departments/${id}`,
      { code, name, fields },
      { 'if-match': `"${revision}"` },
    ),
  )

/** A page of keys; the page before stays on screen until the next is there. */
export function useApiKeys(query: ApiKeyQuery) {
  return useQuery({
    queryKey: [...keys.apiKeys, query],
    queryFn: ({ signal }) => getJson<ApiKeyPage>('/api/v1/api-keys', query, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

export const useCreateApiKey = () =>
  useChange(keys.apiKeys, (input: NewApiKey) =>
    sendJson<CreatedApiKey>('POST', '/api/v1/api-keys', input),
  )

export const useRevokeApiKey = () =>
  useChange(keys.apiKeys, (id: number) => sendJson<void>('DELETE', `/api/v1/api-keys/${id}`))

export const useAccessSettings = () =>
  useFresh<AccessSettings>(keys.settings, '/api/v1/access-settings')

export const useSaveAccessSettings = () =>
  useChange(keys.settings, (input: AccessSettings) =>
    sendJson<AccessSettings>('PUT', '/api/v1/access-settings', input),
  )

export const useAccessRoles = () => useFresh<AccessRoles>(keys.roles, '/api/v1/access-roles')
