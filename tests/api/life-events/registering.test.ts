import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkCharacter } from '../../../server/contract/identity-number.ts'
import { signInAs } from '../../helpers/test-app.ts'
import { type LifeDesk, openLifeDesk } from './life-desk.ts'

let desk: LifeDesk

beforeAll(async () => {
  desk = await openLifeDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

/** Invented: the division 390783 is assigned to nobody. */
const numberOf = (birthDate: string, running: string) => {
  const first17 = `390783${birthDate.replaceAll('-', '')}${running}`
  return first17 + checkCharacter(first17)
}
const man = { name: '钱大海', sex: 'male', birthDate: '1985-03-04', relationToHead: 'head' }
const woman = { name: '孙小梅', sex: 'female', birthDate: '1987-05-06', relationToHead: 'spouse' }
const numberOfMan = numberOf(man.birthDate, '011')
const arriving = (members: object[], more = {}) => ({ dwellingId: 103, members, ...more })

describe('a household that arrives', () => {
  test('is registered as a whole, masked, sealed and counted', async () => {
    const phone = '+86 154 0000 1234'
    const { code, householdId, personIds, lifeEventId } = await desk.record(
      'households',
      arriving([
        { ...man, identityNumber: numberOfMan, phone, registrationPlace: 'county' },
        { ...woman },
        { personId: 5, relationToHead: 'other-relative' },
      ]),
    )
    expect(code).toBe('done')
    expect(await desk.person(personIds[0]!)).toMatchObject({
      ...{ name: '钱*海', identityNumber: `3${'*'.repeat(16)}${numberOfMan.at(-1)}` },
      ...{ phone: '154******34', registrationPlace: 'county', revision: 1 },
      household: { id: householdId, dwellingId: 103, label: '1-103', relationToHead: 'head' },
      spouseId: personIds[1],
      lifeEvents: [{ id: lifeEventId, kind: 'arrive', happenedOn: '2024-05-01', isUndone: false }],
    })
    const shown = await desk.app.inject({
      method: 'POST',
      url: `/api/v1/persons/${personIds[0]}/reveal`,
      payload: { fields: ['identity-number', 'phone'], purpose: '核对信息' },
    })
    expect(shown.json()).toEqual({ 'identity-number': numberOfMan, phone: '15400001234' })
    const { rows } = await desk.database.pool.query(
      `SELECT household_count, person_count FROM building WHERE building_id = 1`,
    )
    expect(rows).toEqual([{ household_count: 2, person_count: 6 }])
    expect((await desk.residences('dwelling=103')).map(({ personId }) => personId).sort()).toEqual(
      [...personIds].sort(),
    )
  })

  test('goes back to nothing when it is undone: its new persons are erased, their numbers free', async () => {
    const before = await desk.state()
    const sent = arriving([{ ...man, identityNumber: numberOfMan }, { ...woman }])
    const { lifeEventId, personIds } = await desk.record('households', sent)
    expect(await desk.undo(lifeEventId)).toBe('done')
    expect(await desk.state()).toEqual(before)
    expect(await desk.person(personIds[0]!)).toMatchObject({ isErased: true, name: null })
    expect((await desk.record('households', sent)).code).toBe('done')
  })

  test.each([
    ['household-without-head', arriving([{ ...man, relationToHead: 'child' }])],
    ['second-head', arriving([man, { ...woman, relationToHead: 'head' }])],
    ['lives-elsewhere', arriving([man, { personId: 3, relationToHead: 'other-relative' }])],
    [
      'named-twice',
      arriving([man, ...[1, 2].map(() => ({ personId: 5, relationToHead: 'sibling' }))]),
    ],
    ['dwelling-not-found', arriving([man], { dwellingId: 999 })],
    ['person-not-found', arriving([man, { personId: 999, relationToHead: 'child' }])],
    ['before-birth', arriving([man, { ...woman, birthDate: '2024-05-02' }])],
    ['born-in-future', arriving([man, { ...woman, birthDate: '2999-05-02' }])],
    ['generations-wrong', arriving([man, { ...woman, relationToHead: 'child' }])],
    [
      'generations-wrong',
      arriving([man, { ...woman, birthDate: '2008-01-01', relationToHead: 'grandchild' }]),
    ],
    ['generations-wrong', arriving([man, { ...woman, relationToHead: 'parent' }])],
    ['wrong-name', arriving([{ ...man, name: '1' }])],
    ['wrong-identity-number', arriving([{ ...man, identityNumber: '39078319850304011X' }])],
    [
      'identity-number-birth-date',
      arriving([{ ...man, identityNumber: numberOf('1985-03-05', '011') }]),
    ],
    ['identity-number-sex', arriving([{ ...man, identityNumber: numberOf(man.birthDate, '012') }])],
    ['wrong-phone', arriving([{ ...man, phone: '12' }])],
    ['day-in-future', arriving([man], { happenedOn: '2999-01-01' })],
    ['invalid-input', arriving([])],
  ])('is refused as %s, and nothing changes', async (code, body) => {
    const before = await desk.state()
    expect((await desk.record('households', body)).code).toBe(code)
    expect(await desk.state()).toEqual(before)
  })

  test('with a number that somebody has is told whose it is, within reach only', async () => {
    const sent = arriving([{ ...man, identityNumber: numberOfMan }])
    const { personIds } = await desk.record('households', sent)
    expect(await desk.record('households', sent)).toMatchObject({
      ...{ code: 'identity-number-taken', personId: personIds[0], status: 409 },
    })
    await desk.database.pool.query('UPDATE household SET dwelling_id = 203 WHERE dwelling_id = 103')
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    const refused = await desk.record('households', sent, leader)
    expect([refused.code, refused.personId]).toEqual(['identity-number-taken', undefined])
  })

  test('of two at once with one number, one is done', async () => {
    const sent = arriving([{ ...man, identityNumber: numberOfMan }])
    const answers = await Promise.all([1, 2].map(() => desk.record('households', sent)))
    expect(answers.map(({ code }) => code).sort()).toEqual(['done', 'identity-number-taken'])
  })
})

describe('a person without a home', () => {
  const body = { name: '周远方', sex: 'male', birthDate: '1970-01-02' }

  test('is registered by who keeps the whole city', async () => {
    const before = await desk.state()
    const { personId, lifeEventId } = await desk.record('persons', body)
    expect(await desk.person(personId)).toMatchObject({
      name: '周*方',
      household: null,
      residences: [],
    })
    expect(await desk.undo(lifeEventId)).toBe('done')
    expect(await desk.state()).toEqual(before)
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    expect((await desk.record('persons', body, leader)).code).toBe('not-allowed')
  })
})

describe('a birth', () => {
  const child = { name: '王新生', sex: 'female', relationToHead: 'child' }

  test('adds a child to the household of the parent, and is taken back', async () => {
    const before = await desk.state()
    const { personId, lifeEventId } = await desk.record('persons/2/birth', child)
    expect(await desk.person(personId)).toMatchObject({
      ageBand: '0–9',
      household: { id: 1, relationToHead: 'child' },
      residences: [{ kind: 'lives', from: '2024-05-01', until: null }],
    })
    expect(await desk.undo(lifeEventId)).toBe('done')
    expect(await desk.state()).toEqual(before)
  })

  test('that is told after a move lets the child live there since the parent does', async () => {
    await desk.act(2, 'move', { isWholeHousehold: true, happenedOn: '2024-06-01' })
    const { personId } = await desk.record('persons/2/birth', child)
    const stays = await desk.residences(`person=${personId}`)
    expect(stays.map(({ dwellingId, from }) => [dwellingId, from])).toEqual([[202, '2024-06-01']])
  })

  test.each([
    ['lives-nowhere', 5, {}],
    ['second-head', 2, { relationToHead: 'head' }],
    ['day-in-future', 2, { happenedOn: '2999-01-01' }],
    ['generations-wrong', 2, { happenedOn: '1985-01-01' }],
    ['generations-wrong', 3, { happenedOn: '2005-01-01', relationToHead: 'grandchild' }],
  ])('is refused as %s, and nothing changes', async (code, parent, body) => {
    const before = await desk.state()
    const { code: found } = await desk.record(`persons/${parent}/birth`, { ...child, ...body })
    expect(found.replace('born-in-future', 'day-in-future')).toBe(code)
    expect(await desk.state()).toEqual(before)
  })
})
