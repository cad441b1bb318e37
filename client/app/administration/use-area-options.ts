import { useMemo } from 'react'
import type { AreaCollection } from '../../../server/contract/areas.ts'
import type { AreaOption } from '../../features/accounts/account-form.tsx'
import { useAreas } from '../../features/areas/area-queries.ts'

/** Communities with their zones with their grids, in the order of their codes. */
export function useAreaOptions(): AreaOption[] {
  const communities = useAreas('community').data
  const zones = useAreas('zone').data
  const grids = useAreas('grid').data
  return useMemo(() => {
    const gridsOf = groupByParent(grids, () => undefined)
    const zonesOf = groupByParent(zones, (id) => gridsOf.get(id))
    return groupByParent(communities, (id) => zonesOf.get(id)).get(0) ?? []
  }, [communities, zones, grids])
}

/** Options by the id of the area above; 0 where there is none. */
function groupByParent(
  areas: AreaCollection | undefined,
  childrenOf: (id: number) => AreaOption[] | undefined,
): Map<number, AreaOption[]> {
  const sorted = (areas?.features ?? [])
    .map(({ properties }) => properties)
    .sort((one, other) => (one.code < other.code ? -1 : 1))
  const byParent = new Map<number, AreaOption[]>()
  for (const { id, name, parentId } of sorted) {
    const children = childrenOf(id)
    const option = { value: id, label: name, ...(children && { children }) }
    const siblings = byParent.get(parentId ?? 0)
    if (siblings) siblings.push(option)
    else byParent.set(parentId ?? 0, [option])
  }
  return byParent
}
