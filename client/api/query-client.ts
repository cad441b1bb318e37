import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { toApiProblem } from './api-problem.ts'

const fiveMinutes = 5 * 60_000
const maxRetries = 2

/** Where the cache keeps who is signed in. */
export const sessionKey = ['session'] as const

/**
 * One cache for what the server knows; only what may pass is asked again by itself. An answer
 * that the session is over leads back to the sign-in page, wherever it comes from.
 */
export function createQueryClient(): QueryClient {
  const noteEnd = (error: Error) => {
    if (toApiProblem(error).code === 'not-signed-in') client.setQueryData(sessionKey, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: noteEnd }),
    mutationCache: new MutationCache({ onError: noteEnd }),
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
  return client
}
