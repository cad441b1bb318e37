import { QueryClient } from '@tanstack/react-query'
import { toApiProblem } from './api-problem.ts'

const fiveMinutes = 5 * 60_000
const maxRetries = 2

/** One cache for what the server knows; only what may pass is asked again by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: fiveMinutes,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < maxRetries && toApiProblem(error).isTransient,
        retryDelay: (attempt) => Math.min(4000, 500 * 2 ** attempt),
      },
    },
  })
}
