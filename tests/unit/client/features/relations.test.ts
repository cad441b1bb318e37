import { describe, expect, test } from 'vitest'
import { noRelations, toMembers } from '../../../../client/features/life-events/fields/relations.ts'
import type { RelationToHead } from '../../../../server/contract/vocabulary.ts'

const family = (...relations: RelationToHead[]) =>
  relations.map((relationToHead, place) => ({ personId: place + 1, relationToHead }))
const relationsUnder = (headId: number, members: ReturnType<typeof family>) =>
  toMembers(members, { headId, chosen: {} }).map(({ relationToHead }) => relationToHead)

describe('relations to a new head', () => {
  test('stay as they are under the old one', () => {
    const members = family('head', 'spouse', 'child', 'unrelated')
    expect(toMembers(members, noRelations)).toEqual(members)
  })

  test('turn around where spouse, child or parent becomes head', () => {
    const members = family('head', 'spouse', 'child', 'parent')
    expect(relationsUnder(2, members)).toEqual(['spouse', 'head', 'child', 'parent-in-law'])
    expect(relationsUnder(3, members)).toEqual(['parent', 'parent', 'head', 'grandparent'])
    expect(relationsUnder(4, members)).toEqual(['child', 'child-in-law', 'grandchild', 'head'])
  })

  test('are another relative where they may be one thing or another, and what is chosen counts', () => {
    const members = family('head', 'child', 'grandchild')
    expect(relationsUnder(2, members)).toEqual(['parent', 'head', 'other-relative'])
    const chosen = toMembers(members, { headId: 2, chosen: { 3: 'child' } })
    expect(chosen.at(2)).toEqual({ personId: 3, relationToHead: 'child' })
  })

  test('have one head also where whoever was chosen is there no more', () => {
    const heads = relationsUnder(9, family('spouse', 'child')).filter((one) => one === 'head')
    expect(heads).toHaveLength(1)
  })
})
