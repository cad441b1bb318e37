import { skipToken, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { findAreaNode } from '../../features/areas/area-tree.ts'
import { useAreaTree } from '../../features/areas/use-area-tree.ts'
import { useBuilding } from '../../features/buildings/building-queries.ts'
import { buildingTitle } from '../../features/buildings/building-title.ts'
import { placeQuery } from '../../features/places/place-queries.ts'
import { useShop } from '../../features/shops/shop-queries.ts'
import { areaLevelOf, type Selection } from '../../state/selection.ts'

/** What the selected thing is called, with its kind; empty until known. */
export function useSelectionTitle(selection: Selection | undefined): string {
  const { t } = useTranslation()
  const { tree } = useAreaTree()
  const { kind, id } = selection ?? {}
  const building = useBuilding(kind === 'building' ? id : undefined).data
  const shop = useShop(kind === 'shop' ? id : undefined).data
  const place = usePlaceName(selection)
  if (!selection) return ''
  const level = areaLevelOf(selection)
  const area = level && tree && findAreaNode(tree, level, selection.id)?.area
  const name = building ? buildingTitle(building) : (shop?.name ?? area?.name ?? place)
  return name ? `${t(`vocabulary:kind.${selection.kind}`)}: ${name}` : ''
}

function usePlaceName(selection: Selection | undefined): string | undefined {
  const { kind, id } = selection ?? {}
  const isPlace = kind === 'estate' || kind === 'street' || kind === 'facility'
  const query = placeQuery(isPlace ? kind : 'estate', id ?? 0)
  return (
    useQuery(isPlace ? query : { queryKey: query.queryKey, queryFn: skipToken }).data?.properties
      .name ?? undefined
  )
}
