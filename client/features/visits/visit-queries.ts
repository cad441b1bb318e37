import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Round, VisitPage, VisitSettlement } from '../../../server/contract/visits.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { getJson, sendJson } from '../../api/http.ts'
import { useSession } from '../../state/use-session.ts'
import { keepRound, readRound } from './outbox/outbox-store.ts'

/** A round, and when the server gave it. */
export interface LoadedRound {
  round: Round
  loadedAt: string
  /** From this device, because the server does not answer. */
  isKept: boolean
}

/** More than anybody walks: whoever sees the whole city sees where it begins. */
const MOST_PAGES = 5

/** Households that are due; without a network as they were loaded last. */
export function useRound(): UseQueryResult<LoadedRound> {
  const { accountId } = useSession()
  return useQuery({
    queryKey: ['visits', 'round', accountId],
    queryFn: ({ signal }) => loadRound(accountId, signal),
    // What lay on this device is asked for again as soon as there is a network.
    staleTime: ({ state }) => (state.data?.isKept ? 0 : 60_000),
    refetchOnReconnect: true,
    retry: false,
  })
}

async function loadRound(accountId: number, signal: AbortSignal): Promise<LoadedRound> {
  try {
    const round = await askForRound(signal)
    const loadedAt = new Date().toISOString()
    // A browser that keeps nothing shows it all the same.
    await keepRound({ accountId, round, loadedAt }).catch(() => undefined)
    return { round, loadedAt, isKept: false }
  } catch (error) {
    if (toApiProblem(error).status !== 0) throw error
    const kept = await readRound(accountId).catch(() => undefined)
    if (!kept) throw error
    return { round: kept.round, loadedAt: kept.loadedAt, isKept: true }
  }
}

async function askForRound(signal: AbortSignal): Promise<Round> {
  const first = await getJson<Round>('/api/v1/visits/round', { page: 1 }, signal)
  const items = [...first.items]
  let hasMore = first.hasMore
  for (let page = 2; hasMore && page <= MOST_PAGES; page += 1) {
    const next = await getJson<Round>('/api/v1/visits/round', { page }, signal)
    items.push(...next.items)
    hasMore = next.hasMore
  }
  return { items, hasMore, progress: first.progress }
}

/** Visits that somebody has to look at, page by page. */
export function useOpenVisits(): UseInfiniteQueryResult<InfiniteData<VisitPage>> {
  return useInfiniteQuery({
    queryKey: ['open-visits'],
    queryFn: ({ signal, pageParam }) =>
      getJson<VisitPage>('/api/v1/visits', { open: true, page: pageParam }, signal),
    initialPageParam: 1,
    getNextPageParam: ({ hasMore }, pages) => (hasMore ? pages.length + 1 : undefined),
    staleTime: 0,
  })
}

/** The newest visits to one household, once they are wanted. */
export function useVisitsTo(household: number, isWanted: boolean): UseQueryResult<VisitPage> {
  return useQuery({
    queryKey: ['visits', 'household', household],
    queryFn: ({ signal }) => getJson<VisitPage>('/api/v1/visits', { household }, signal),
    enabled: isWanted,
    staleTime: 0,
  })
}

/** Says which version of a visit stands. */
export function useSettleVisit(
  id: number,
): UseMutationResult<void, Error, VisitSettlement, unknown> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (settlement: VisitSettlement) =>
      sendJson<void>('POST', `/api/v1/visits/${id}/settle`, settlement),
    onSettled: () => client.invalidateQueries({ queryKey: ['open-visits'] }),
  })
}
