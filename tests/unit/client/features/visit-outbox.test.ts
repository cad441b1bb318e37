import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyResults,
  makeOperationId,
  nextBatch,
  type OutboxEntry,
  toWaiting,
} from '../../../../client/features/visits/outbox/outbox-entry.ts'
import { filterStops, groupByBuilding } from '../../../../client/features/visits/round-stops.ts'
import { emptyDraft, findGap, toEntry } from '../../../../client/features/visits/visit-draft.ts'
import {
  MOST_FINDINGS,
  type OperationResult,
  type RoundStop,
} from '../../../../server/contract/visits.ts'

const stop: RoundStop = {
  ...{ householdId: 7, kind: 'family', dwellingId: 70, buildingId: 1, unit: 3, floor: 11 },
  ...{ street: '圣城街 8号', building: '金光花园2号楼', label: '3-1102' },
  members: [{ personId: 1, name: '王*明', relationToHead: 'head' }],
  ...{ lastVisit: null, verifiedOn: null, dueOn: null },
}
const toStop = (changes: Partial<RoundStop>): RoundStop => ({ ...stop, ...changes })
const toWritten = (id: string, turn: number, writtenAt = ''): OutboxEntry => ({
  ...toEntry({ ...emptyDraft, outcome: 'met', isAsRecorded: true }, stop, 5),
  ...{ id, turn, writtenAt },
})
const answer = (operationId: string, result: OperationResult['result']): OperationResult => ({
  ...{ operationId, result, visitId: null, visit: null },
  problem: result === 'refused' ? { code: 'visit-in-future', title: '', path: null } : null,
})

describe('the outbox', () => {
  test('sends in the order of writing, whatever the clock said, and only what waits', () => {
    const entries = [toWritten('b', 2, '2026-01-01'), toWritten('a', 1, '2026-01-02')]
    expect(nextBatch(entries).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(nextBatch([{ ...entries[0]!, state: 'refused' }, entries[1]!])).toEqual([entries[1]])
  })

  test('keeps what was refused with the reason, and what clashes, until somebody has seen it', () => {
    const sent = ['a', 'b', 'c', 'd'].map((id, turn) => toWritten(id, turn))
    const { kept, done } = applyResults(sent, [
      answer('a', 'accepted'),
      answer('b', 'refused'),
      answer('c', 'clash'),
      answer('never sent', 'accepted'),
    ])
    expect(done.map(({ id }) => id)).toEqual(['a'])
    expect(kept.map(({ id, state, problemCode }) => [id, state, problemCode])).toEqual([
      ['b', 'refused', 'visit-in-future'],
      ['c', 'clash', undefined],
    ])
    expect(toWaiting(kept[0]!)).toEqual(sent[1])
  })

  test('ends empty whatever is lost on the way: each visit is taken once', () => {
    const ways = fc.array(fc.constantFrom('lost', 'answer lost', 'answered'), { maxLength: 40 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), ways, (count, attempts) => {
        let entries = Array.from({ length: count }, (_, turn) => toWritten(makeOperationId(), turn))
        const taken = new Map<string, number>()
        for (const way of [...attempts, ...Array(count).fill('answered')]) {
          const batch = nextBatch(entries)
          if (way === 'lost') continue
          // The server knows a number that it has seen.
          for (const { id } of batch) taken.set(id, 1)
          if (way === 'answer lost') continue
          const { done } = applyResults(
            batch,
            batch.map(({ id }) => answer(id, 'accepted')),
          )
          entries = entries.filter((entry) => !done.includes(entry))
        }
        expect(entries).toEqual([])
        expect(taken.size).toBe(count)
      }),
      { numRuns: 30 },
    )
  })

  test('numbers are UUIDs of version 4', () => {
    expect(makeOperationId()).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    )
    expect(new Set(Array.from({ length: 100 }, makeOperationId)).size).toBe(100)
  })
})

describe('a visit', () => {
  test('says what is still missing', () => {
    const met = { ...emptyDraft, outcome: 'met' as const }
    expect(findGap(emptyDraft)).toBe('outcome')
    expect(findGap({ ...emptyDraft, outcome: 'nobody-home' })).toBe(undefined)
    expect(findGap(met)).toBe('residents')
    expect(findGap({ ...met, isAsRecorded: true })).toBe(undefined)
    expect(findGap({ ...met, isAsRecorded: false, other: ' ' })).toBe('difference')
    expect(findGap({ ...met, isAsRecorded: false, gone: [1] })).toBe(undefined)
  })

  test('of more differences than the server takes is not cut, but said to be too long', () => {
    const draft = { ...emptyDraft, outcome: 'met' as const, isAsRecorded: false, other: 'x' }
    const gone = Array.from({ length: MOST_FINDINGS }, (_, place) => place + 1)
    expect(findGap({ ...draft, gone })).toBe('tooMany')
    expect(findGap({ ...draft, gone: gone.slice(1) })).toBe(undefined)
    expect(toEntry({ ...draft, gone: gone.slice(1) }, stop, 5).operation.findings.at(-1)).toEqual({
      ...{ kind: 'other', personId: null, note: 'x' },
    })
  })

  test('carries what was seen, and no name of anybody', () => {
    const draft = { ...emptyDraft, outcome: 'met' as const, isAsRecorded: false, gone: [1] }
    const entry = toEntry({ ...draft, livesHereToo: ' 租客 ', notes: ' ' }, stop, 5)
    expect(entry).toMatchObject({ accountId: 5, place: '金光花园2号楼 3-1102', state: 'waiting' })
    expect(entry.operation).toMatchObject({
      ...{ householdId: 7, dwellingId: 70, isVerified: false, notes: null },
      seen: [{ personId: 1, relationToHead: 'head' }],
      findings: [
        { kind: 'gone', personId: 1, note: null },
        { kind: 'lives-here-too', personId: null, note: '租客' },
      ],
    })
    expect(JSON.stringify(entry)).not.toContain('王')
  })

  test('takes along no difference that its outcome no longer allows', () => {
    const draft = { ...emptyDraft, outcome: 'refused' as const, isAsRecorded: false, gone: [1] }
    expect(toEntry(draft, stop, 5).operation.findings).toEqual([])
  })
})

describe('the round', () => {
  test('comes by building, in the order of the walk', () => {
    const stops = [
      toStop({}),
      toStop({ householdId: 8 }),
      toStop({ householdId: 9, buildingId: 2 }),
    ]
    expect(groupByBuilding(stops).map(({ stops: doors }) => doors.length)).toEqual([2, 1])
  })

  test('is searched by every word, in address and masked name', () => {
    const found = (typed: string) => filterStops([stop], typed).length
    expect(['', '金光 1102', '王', '圣城街'].map(found)).toEqual([1, 1, 1, 1])
    expect(['金光 1103', '李'].map(found)).toEqual([0, 0])
  })
})
