import type { RoundStop } from '../../../server/contract/visits.ts'
import type { OutboxEntry } from './outbox/outbox-entry.ts'

/** The doors of one building, in the order in which one walks. */
export interface RoundGroup {
  buildingId: number
  building: string
  street: string
  stops: RoundStop[]
}

/** Neighbouring stops of one building come together; the order is the server's. */
export function groupByBuilding(stops: readonly RoundStop[]): RoundGroup[] {
  const groups: RoundGroup[] = []
  for (const stop of stops) {
    const last = groups.at(-1)
    if (last?.buildingId === stop.buildingId) last.stops.push(stop)
    else {
      const { buildingId, building, street } = stop
      groups.push({ buildingId, building, street, stops: [stop] })
    }
  }
  return groups
}

/** Which stops hold what was typed, in their address or in a masked name; every word counts. */
export function filterStops(stops: readonly RoundStop[], typed: string): RoundStop[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...stops]
  return stops.filter(({ street, building, label, members }) => {
    const text = [street, building, label, ...members.map(({ name }) => name)]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The newest entry of this device about a household, if any. */
export function entryOf(
  entries: readonly OutboxEntry[],
  householdId: number,
): OutboxEntry | undefined {
  return entries.findLast(({ operation }) => operation.householdId === householdId)
}

/** Estate, building, unit and room in one line. */
export const placeOf = ({ building, label }: Pick<RoundStop, 'building' | 'label'>): string =>
  `${building} ${label}`
