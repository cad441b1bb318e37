import type { SearchItem } from '../../../server/contract/search.ts'
import type { SearchKind } from '../../../server/contract/vocabulary.ts'

export interface ResultGroup {
  kind: SearchKind
  items: readonly SearchItem[]
}

/** Groups by kind; the group of the best result comes first, ranks inside a group stay. */
export function groupResults(items: readonly SearchItem[]): ResultGroup[] {
  return [...Map.groupBy(items, ({ kind }) => kind)].map(([kind, group]) => ({
    kind,
    items: group,
  }))
}

/** Whether the result is somebody, or the home of somebody who was sought. */
export const isOfPeople = ({ kind }: SearchItem): boolean =>
  kind === 'person' || kind === 'household'

/** Somebody without any dwelling is found, and stands nowhere on the map. */
export const leadsSomewhere = (item: SearchItem): boolean =>
  !isOfPeople(item) || item.dwellingId !== null
