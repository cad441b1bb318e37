import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { toApiProblem } from '../../api/api-problem.ts'
import { getJson } from '../../api/http.ts'

const beatMilliseconds = 30_000
const retryMilliseconds = 4000
const heartbeatKey = ['connection']

export interface Connection {
  isLost: boolean
  isChecking: boolean
  /** Asks the server now instead of at the next beat. */
  retry: () => void
}

/**
 * Whether the server answers: asked every so often, more often while it does not, and at once when
 * any other request gets no answer. When it is back, whatever failed meanwhile is asked again.
 */
export function useConnection(): Connection {
  const queryClient = useQueryClient()
  const { isError, isFetching, refetch } = useQuery({
    queryKey: heartbeatKey,
    queryFn: ({ signal }) => getJson('/health/live', {}, signal),
    retry: false,
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.status === 'error' ? retryMilliseconds : beatMilliseconds,
  })
  useEffect(() => {
    const ask = () => void refetch({ cancelRefetch: false })
    const stopWatching = watchOtherRequests(queryClient, ask)
    window.addEventListener('offline', ask)
    window.addEventListener('online', ask)
    return () => {
      stopWatching()
      window.removeEventListener('offline', ask)
      window.removeEventListener('online', ask)
    }
  }, [queryClient, refetch])
  useEffect(() => {
    if (isError) return
    void queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' })
  }, [isError, queryClient])
  return { isLost: isError, isChecking: isFetching, retry: () => void refetch() }
}

/** Tells when a request, other than the heartbeat itself, came back without an answer. */
function watchOtherRequests(queryClient: QueryClient, onUnanswered: () => void): () => void {
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.query.queryKey[0] === heartbeatKey[0]) return
    const { action } = event
    const error = action.type === 'failed' || action.type === 'error' ? action.error : undefined
    if (error && toApiProblem(error).status === 0) onUnanswered()
  })
}
