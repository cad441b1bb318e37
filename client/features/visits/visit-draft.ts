import {
  MOST_FINDINGS,
  type RoundStop,
  type VisitOperation,
  type VisitOutcome,
} from '../../../server/contract/visits.ts'
import { makeOperationId, type WrittenVisit } from './outbox/outbox-entry.ts'
import { placeOf } from './round-stops.ts'

/** What is entered in the form. */
export interface VisitDraft {
  outcome: VisitOutcome | undefined
  /** Whether the residents are as recorded; undefined until that is said. */
  isAsRecorded: boolean | undefined
  gone: readonly number[]
  phoneChanged: readonly number[]
  livesHereToo: string
  other: string
  notes: string
}

export const emptyDraft: VisitDraft = {
  ...{ outcome: undefined, isAsRecorded: undefined, gone: [], phoneChanged: [] },
  ...{ livesHereToo: '', other: '', notes: '' },
}

type Gap = 'outcome' | 'residents' | 'difference' | 'tooMany'

/** What is still to be said, or said in fewer words, before it can be saved. */
export function findGap(draft: VisitDraft): Gap | undefined {
  if (!draft.outcome) return 'outcome'
  if (draft.outcome !== 'met') return undefined
  if (draft.isAsRecorded === undefined) return 'residents'
  if (draft.isAsRecorded) return undefined
  const count = toFindings(draft).length
  if (count > MOST_FINDINGS) return 'tooMany'
  return count > 0 ? undefined : 'difference'
}

/** The draft as it goes into the outbox. @throws where no outcome was chosen */
export function toEntry(draft: VisitDraft, stop: RoundStop, accountId: number): WrittenVisit {
  const { outcome, notes } = draft
  if (!outcome) throw new Error('A visit without an outcome is none.')
  const operationId = makeOperationId()
  const visitedAt = new Date().toISOString()
  return {
    ...{ id: operationId, accountId, writtenAt: visitedAt, place: placeOf(stop), state: 'waiting' },
    operation: {
      ...{ operationId, visitedAt, outcome },
      householdId: stop.householdId,
      dwellingId: stop.dwellingId,
      isVerified: outcome === 'met' && draft.isAsRecorded === true,
      notes: notes.trim().toWellFormed() || null,
      seen: stop.members.map(({ personId, relationToHead }) => ({ personId, relationToHead })),
      findings: outcome === 'met' && draft.isAsRecorded === false ? toFindings(draft) : [],
    },
  }
}

function toFindings(draft: VisitDraft): VisitOperation['findings'] {
  const { gone, phoneChanged, livesHereToo, other } = draft
  const words = (kind: 'lives-here-too' | 'other', text: string) =>
    text.trim() ? [{ kind, personId: null, note: text.trim().toWellFormed() }] : []
  return [
    ...gone.map((personId) => ({ kind: 'gone' as const, personId, note: null })),
    ...phoneChanged.map((personId) => ({ kind: 'phone-changed' as const, personId, note: null })),
    ...words('lives-here-too', livesHereToo),
    ...words('other', other),
  ]
}
