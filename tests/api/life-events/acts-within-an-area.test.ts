import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInAs } from '../../helpers/test-app.ts'
import { type LifeDesk, openLifeDesk, toMembers } from './life-desk.ts'

let desk: LifeDesk

beforeAll(async () => {
  desk = await openLifeDesk()
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

describe('who is bound to an area', () => {
  test('records what happens within it, and of nobody and to nowhere else', async () => {
    const leader = await signInAs(desk.database.pool, 'grid-leader')
    const as = async (path: string, body: object) => (await desk.record(path, body, leader)).code
    expect(await as('persons/4/death', {})).toBe('person-not-found')
    expect(await as('persons/3/marriage', { spouseId: 4, home: null })).toBe('person-not-found')
    expect(await as('households/2/change-head', { members: toMembers([[4, 'head']]) })).toBe(
      'household-not-found',
    )
    expect(
      await as('households/1/split', { dwellingId: 202, leavers: toMembers([[3, 'head']]) }),
    ).toBe('dwelling-not-found')
    expect(await as('dwellings/201/sale', { ownerIds: [1] })).toBe('dwelling-not-found')
    expect(await as('persons/3/register-at', { dwellingId: 201, registrationPlace: 'here' })).toBe(
      'dwelling-not-found',
    )
    expect(
      await as('households/1/split', { dwellingId: 102, leavers: toMembers([[3, 'head']]) }),
    ).toBe('done')
    expect(await desk.undo(await desk.newest(), leader)).toBe('done')
    expect((await desk.app.inject({ url: '/api/v1/persons/4', headers: leader })).statusCode).toBe(
      404,
    )
  })
})
