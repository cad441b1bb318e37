import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { openVisitDesk, toOperation, type VisitDesk } from './visit-desk.ts'

let desk: VisitDesk

beforeAll(async () => {
  desk = await openVisitDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.begin())

const codesOf = async (...operations: object[]) =>
  (await desk.send(operations)).map(({ result, problem }) => problem?.code ?? result)
const countVisits = async () =>
  Number((await desk.database.pool.query('SELECT count(*) FROM visit')).rows[0].count)

describe('a visit', () => {
  test('verifies the residents as of its day, and is read with who was there', async () => {
    expect(await codesOf(toOperation({ notes: ' 老人独居 ' }))).toEqual(['accepted'])
    expect(await desk.verified(1)).toEqual(
      [1, 2, 3].map((person) => [person, 'test-operator', '2026-03-02']),
    )
    expect(await desk.visits(1)).toEqual([
      expect.objectContaining({
        ...{ address: '1号楼 1-101', by: 'operator', outcome: 'met', isVerified: true },
        ...{ notes: '老人独居', visitedAt: '2026-03-02T08:15:00Z', isClash: false, isOpen: false },
      }),
    ])
  })

  test('of somebody whom nobody met verifies nothing, and an older one takes nothing back', async () => {
    expect(
      await codesOf(
        toOperation({ visitedAt: '2026-03-05T08:00:00Z' }),
        toOperation({ outcome: 'nobody-home', isVerified: false }),
        toOperation({ visitedAt: '2026-03-01T08:00:00Z' }),
      ),
    ).toEqual(['accepted', 'accepted', 'accepted'])
    expect((await desk.verified(1))[0]).toEqual([1, 'test-operator', '2026-03-05'])
  })

  test('leaves who must not be used alone', async () => {
    await desk.database.pool.query(
      `UPDATE person SET restricted_at = now(), restriction_reason = 'x' WHERE person_id = 3`,
    )
    expect(await codesOf(toOperation())).toEqual(['accepted'])
    expect((await desk.verified(1))[2]).toEqual([3, null, null])
  })

  test('that finds something different changes nothing, and is told to who keeps the register', async () => {
    const before = await desk.state()
    const findings = [
      { kind: 'gone', personId: 3, note: null },
      { kind: 'lives-here-too', personId: null, note: '女儿一家' },
    ]
    expect(await codesOf(toOperation({ isVerified: false, findings } as object))).toEqual([
      'accepted',
    ])
    expect(await desk.state()).toEqual(before)
    const [open] = await desk.visits()
    expect(open).toMatchObject({
      isOpen: true,
      findings: [
        { ...findings[0], name: '王*明' },
        { ...findings[1], name: null },
      ],
    })
    expect(await desk.settle(open!.id, 'visit-stands')).toBe('done')
    expect(await desk.settle(open!.id, 'visit-stands')).toBe('visit-settled')
    expect(await desk.visits()).toEqual([])
  })
})

describe('an operation', () => {
  test('that is sent again is recorded once and answered the same', async () => {
    const operation = toOperation()
    const [first] = await desk.send([operation])
    const [again, sideBySide] = await Promise.all([desk.send([operation]), desk.send([operation])])
    expect([again, sideBySide]).toEqual([[first], [first]])
    expect(await countVisits()).toBe(1)
  })

  test('of several at once is recorded once', async () => {
    const operation = toOperation()
    const answers = await Promise.all([1, 2, 3, 4].map(() => desk.send([operation, operation])))
    expect(new Set(answers.flat().map(({ visitId }) => visitId)).size).toBe(1)
    expect(await countVisits()).toBe(1)
  })

  test('under the number of another visit is refused, also of another account', async () => {
    const operation = toOperation()
    await desk.send([operation])
    expect(await codesOf({ ...operation, outcome: 'refused', isVerified: false })).toEqual([
      'operation-taken',
    ])
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    const [other] = await desk.send([operation], leader)
    expect(other?.problem?.code).toBe('operation-taken')
    expect(await countVisits()).toBe(1)
  })

  test('is not sent in the name of another account', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    const { rows } = await desk.database.pool.query(
      `SELECT account_id AS id FROM account WHERE role = 'operator' LIMIT 1`,
    )
    await expect(desk.send([toOperation()], leader, rows[0].id)).rejects.toThrow('another-account')
    expect(await countVisits()).toBe(0)
    expect(await desk.send([toOperation()], {}, rows[0].id)).toMatchObject([{ result: 'accepted' }])
  })

  test.each([
    ['verified-without-meeting', { outcome: 'refused' }],
    ['visit-in-future', { visitedAt: '2099-01-01T00:00:00Z' }],
    ['household-not-found', { householdId: 999 }],
    ['household-not-found', { dwellingId: 201 }],
    ['not-a-member', { seen: [{ personId: 4, relationToHead: 'head' }] }],
    ['not-a-member', { isVerified: false, findings: [{ kind: 'gone', personId: 4, note: null }] }],
    [
      'finding-incomplete',
      { isVerified: false, findings: [{ kind: 'gone', personId: null, note: 'x' }] },
    ],
    ['finding-incomplete', { findings: [{ kind: 'other', personId: null, note: ' ' }] }],
    ['verified-yet-different', { findings: [{ kind: 'gone', personId: 3, note: null }] }],
    ['invalid-input', { visitedAt: '0000-01-01T00:00:00Z' }],
    ['invalid-input', { visitedAt: '2026-03-02T08:15:00+15:59' }],
    ['invalid-input', { notes: '\u0000' }],
    ['invalid-input', { notes: '\ud800' }],
    ['invalid-input', { notes: 'x'.repeat(501) }],
    ['invalid-input', { outcome: 'so-so' }],
    ['invalid-input', { isHappy: true }],
  ])('is refused as %s by itself: the others are recorded', async (code, wrong) => {
    const before = await desk.state()
    expect(
      await codesOf(
        toOperation({ isVerified: false }),
        { ...toOperation(), ...wrong },
        { operationId: randomUUID() },
        toOperation({ isVerified: false }),
      ),
    ).toEqual(['accepted', code, 'invalid-input', 'accepted'])
    expect(await countVisits()).toBe(2)
    expect(await desk.state()).toEqual(before)
  })

  test('is told where it is wrong', async () => {
    const [result] = await desk.send([{ ...toOperation(), outcome: 'so-so' }])
    expect(result?.problem?.path).toBe('/outcome')
  })

  test('of more than fifty, or without a number, is no batch', async () => {
    for (const operations of [Array.from({ length: 51 }, () => toOperation()), [{}], []]) {
      await expect(desk.send(operations)).rejects.toThrow('invalid-input')
    }
    expect(await countVisits()).toBe(0)
  })
})

describe('where the household has changed since it was seen', () => {
  test('both versions are kept, nothing is overwritten, and somebody says which one stands', async () => {
    await desk.act(3, 'move-out')
    const before = await desk.state()
    const operation = toOperation()
    const [clash] = await desk.send([operation])
    expect(clash).toMatchObject({ result: 'clash', problem: null })
    expect(clash!.visit!.seen.map(({ personId }) => personId)).toEqual([1, 2, 3])
    expect(clash!.visit!.found!.map(({ personId }) => personId)).toEqual([1, 2])
    expect(await desk.state()).toEqual(before)
    expect(await desk.send([operation])).toEqual([clash])
    expect(await desk.settle(clash!.visitId!, 'record-stands')).toBe('done')
    expect(await desk.state()).toEqual(before)
    expect(await desk.visits(1)).toMatchObject([
      { isClash: true, isOpen: false, settled: { by: 'operator', decision: 'record-stands' } },
    ])
  })

  test('and the register is put right, the residents are verified as of the visit', async () => {
    await desk.act(3, 'move-out')
    const [clash] = await desk.send([toOperation()])
    await desk.undo(await desk.newest())
    expect((await desk.verified(1))[0]).toEqual([1, null, null])
    expect(await desk.settle(clash!.visitId!, 'visit-stands')).toBe('done')
    expect(await desk.verified(1)).toEqual(
      [1, 2, 3].map((person) => [person, 'test-operator', '2026-03-02']),
    )
  })

  test('also where it lives there no more', async () => {
    await desk.act(1, 'move', { dwellingId: 202, isWholeHousehold: true })
    const [clash] = await desk.send([toOperation({ outcome: 'moved-away', isVerified: false })])
    expect(clash).toMatchObject({ result: 'clash', visit: { found: null, address: '1号楼 1-101' } })
  })

  test('a verification does not stand in the way of undoing what it saw', async () => {
    const before = await desk.state()
    await desk.act(5, 'move-in', { householdId: 1, dwellingId: 101, relationToHead: 'unrelated' })
    const seen = [...toOperation().seen, { personId: 5, relationToHead: 'unrelated' as const }]
    expect(await codesOf(toOperation({ seen }))).toEqual(['accepted'])
    expect(await desk.undo(await desk.newest())).toBe('done')
    expect((await desk.state()) as object).toMatchObject({
      persons: (before as { persons: unknown }).persons,
    })
  })
})

test('the audit names who was visited, and no word of the notes', async () => {
  await desk.send([toOperation({ notes: '秘密' })])
  const { rows } = await desk.database.pool.query(
    `SELECT subject_kind, subject_id, person_ids, fields, detail::text FROM audit_entry
     WHERE action = 'visit.record' ORDER BY entry_id DESC LIMIT 1`,
  )
  expect(rows[0]).toMatchObject({
    ...{ subject_kind: 'household', subject_id: 1, person_ids: [1, 2, 3], fields: ['residence'] },
  })
  expect(rows[0].detail).not.toContain('秘密')
})

test('who is erased leaves the visits, with all that was written freely', async () => {
  const findings = [
    { kind: 'phone-changed', personId: 3, note: 'x' },
    { kind: 'other', personId: null, note: '小明的事' },
  ]
  await desk.send([toOperation({ isVerified: false, notes: '小明', findings } as object)])
  await desk.act(3, 'move-out')
  const erased = await desk.app.inject({
    ...{ method: 'POST', url: '/api/v1/persons/3/erasure', payload: { reason: '本人要求' } },
  })
  expect(erased.statusCode).toBe(204)
  expect(await desk.visits(1)).toMatchObject([
    {
      notes: '-',
      seen: [{ personId: 1 }, { personId: 2 }],
      findings: [{ kind: 'other', note: '-' }],
    },
  ])
})
