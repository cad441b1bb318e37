import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  BusinessChange,
  RecordedShopEvent,
  Shop,
  ShopClosing,
  ShopHistory,
  ShopHistoryQuery,
  ShopMove,
  ShopOpening,
  ShopTrades,
} from '../../../server/contract/shops.ts'
import { getJson, getTagged, sendJson } from '../../api/http.ts'

/** An act on a shop is based on what was read of it. */
type ActOnShop<Kind extends string, Body> = { kind: Kind; id: number; etag: string; body: Body }

export type ShopAct =
  | { kind: 'open'; body: ShopOpening }
  | ActOnShop<'move', ShopMove>
  | ActOnShop<'change-business', BusinessChange>
  | ActOnShop<'close', ShopClosing>
  | { kind: 'undo'; id: number; body: { reason: string } }

/** Records an act; all that shows shops is asked anew. */
export function useShopAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    gcTime: 0,
    onSuccess: () =>
      client.invalidateQueries({ predicate: ({ queryKey }) => concerned.has(String(queryKey[0])) }),
  })
}

const concerned = new Set(['shop', 'shops', 'shop-owners', 'shop-history', 'building', 'overview'])

function send(act: ShopAct): Promise<RecordedShopEvent> {
  if (act.kind === 'open') return sendJson('POST', '/api/v1/shops', act.body)
  if (act.kind === 'undo') return sendJson('POST', `/api/v1/shop-events/${act.id}/undo`, act.body)
  const { kind, id, etag, body } = act
  return sendJson('POST', `/api/v1/shops/${id}/${kind}`, body, { 'if-match': etag })
}

/**
 * The shop that a form begins with, and what its act is based on. It stays as it was when the form
 * was opened, whatever others change: that is seen when the act is recorded.
 */
export function useShopForAct(id: number) {
  return useQuery({
    queryKey: ['shop-for-act', id],
    queryFn: ({ signal }) => getTagged<Shop>(`/api/v1/shops/${id}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** What was and what was believed, and what was recorded. */
export function useShopHistory(id: number, times: ShopHistoryQuery) {
  return useQuery({
    queryKey: ['shop-history', id, times],
    queryFn: ({ signal }) =>
      getJson<ShopHistory>(`/api/v1/shops/${id}/history`, { ...times }, signal),
    staleTime: 0,
  })
}

export function useTrades() {
  return useQuery({
    queryKey: ['shop-trades'],
    queryFn: ({ signal }) => getJson<ShopTrades>('/api/v1/shop-trades', {}, signal),
  })
}
