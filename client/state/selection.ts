import type { AreaLevel, PlaceKind } from '../../server/contract/vocabulary.ts'

/** What can be selected: what stands on the map. */
export type SelectionKind = PlaceKind

/** The one selected thing; a dwelling is selected together with its building. */
export interface Selection {
  kind: SelectionKind
  id: number
  dwellingId?: number
}

const areaKinds: readonly SelectionKind[] = ['community', 'zone', 'grid']

/** @returns the level when the selected thing is an area, else undefined */
export function areaLevelOf(selection: Selection | undefined): AreaLevel | undefined {
  if (!selection || !areaKinds.includes(selection.kind)) return undefined
  return selection.kind as AreaLevel
}

/** Whether both name the same thing, whatever dwelling is chosen in it. */
export function isSameThing(one: Selection | undefined, other: Selection | undefined): boolean {
  return one?.kind === other?.kind && one?.id === other?.id
}

export function isSameSelection(one: Selection | undefined, other: Selection | undefined): boolean {
  return isSameThing(one, other) && one?.dwellingId === other?.dwellingId
}
