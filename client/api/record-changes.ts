import type { RecordChange, RecordChangeList } from '../../server/contract/record-changes.ts'
import { getJson } from './http.ts'

/** A record on which an act is based. */
export type RecordSubject = { person: number } | { household: number } | { dwelling: number }

/** What was recorded about one of the subjects since a moment, the newest first. */
export async function readRecordChanges(
  subjects: readonly RecordSubject[],
  since: string,
): Promise<RecordChange[]> {
  const lists = await Promise.all(
    subjects.map((subject) =>
      getJson<RecordChangeList>('/api/v1/record-changes', { ...subject, since }),
    ),
  )
  const changes = lists.flatMap(({ items }) => items)
  // One act may concern several subjects.
  const single = new Map(changes.map((change) => [`${change.kind} ${change.id}`, change]))
  return [...single.values()].sort((one, other) => other.at.localeCompare(one.at))
}
