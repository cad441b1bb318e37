import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Shop, ShopOwners, ShopPage } from '../../../server/contract/shops.ts'
import { getJson } from '../../api/http.ts'

const pageSize = 500

export function shopQuery(id: number) {
  return queryOptions({
    queryKey: ['shop', id],
    queryFn: ({ signal }) => getJson<Shop>(`/api/v1/shops/${id}`, {}, signal),
  })
}

/** @param id undefined asks nothing */
export function useShop(id: number | undefined): UseQueryResult<Shop> {
  return useQuery({ ...shopQuery(id ?? 0), enabled: id !== undefined })
}

/** The shops of a building; the largest mall stays under one page. */
export function useShops(buildingId: number): UseQueryResult<ShopPage> {
  return useQuery({
    queryKey: ['shops', buildingId],
    queryFn: ({ signal }) =>
      getJson<ShopPage>(`/api/v1/buildings/${buildingId}/shops`, { pageSize }, signal),
  })
}

/** Who runs a shop, masked; the audit notes who looked. */
export function useShopOwners(id: number): UseQueryResult<ShopOwners> {
  return useQuery({
    queryKey: ['shop-owners', id],
    queryFn: ({ signal }) => getJson<ShopOwners>(`/api/v1/shops/${id}/owners`, {}, signal),
  })
}
