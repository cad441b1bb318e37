import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import type { Member } from '../../../../server/contract/life-events.ts'
import type { RelationToHead } from '../../../../server/contract/vocabulary.ts'

/** Who belongs together under a head, each with the relation to that head. */
export interface Relations {
  headId: number | undefined
  /** What was chosen; whoever is missing is what is likely. */
  chosen: Readonly<Record<number, RelationToHead>>
}

export const noRelations: Relations = { headId: undefined, chosen: {} }

type Related = Pick<HouseholdMember, 'personId' | 'relationToHead'>

/** Whoever is chosen as head, the first where nobody is. */
export const headAmong = <One extends Related>(members: readonly One[], { headId }: Relations) =>
  members.find(({ personId }) => personId === headId) ?? members[0]

/** The relation of one of them to the head: chosen, or what it likely is by the relations before. */
export function relationOf(
  member: Related,
  head: Related | undefined,
  { chosen }: Relations,
): RelationToHead {
  if (member.personId === head?.personId) return 'head'
  return chosen[member.personId] ?? relateTo(head?.relationToHead, member.relationToHead)
}

/** All of them, as an act names them. */
export function toMembers(members: readonly Related[], relations: Relations): Member[] {
  const head = headAmong(members, relations)
  return members.map((member) => ({
    personId: member.personId,
    relationToHead: relationOf(member, head, relations),
  }))
}

type Changes = Partial<Record<RelationToHead, RelationToHead>>

const sameAs = (...relations: RelationToHead[]): Changes =>
  Object.fromEntries(relations.map((one) => [one, one]))

/** What each is to a new head, by what the new head was to the old one. */
const toNewHead: Partial<Record<RelationToHead, Changes>> = {
  spouse: {
    ...sameAs('child', 'child-in-law', 'grandchild', 'unrelated'),
    ...{ head: 'spouse', parent: 'parent-in-law', 'parent-in-law': 'parent' },
  },
  child: {
    ...{ head: 'parent', spouse: 'parent', child: 'sibling', unrelated: 'unrelated' },
    ...{ parent: 'grandparent', 'parent-in-law': 'grandparent' },
  },
  parent: {
    ...{ head: 'child', spouse: 'child-in-law', child: 'grandchild', sibling: 'child' },
    ...{ parent: 'spouse', unrelated: 'unrelated' },
  },
  sibling: { head: 'sibling', sibling: 'sibling', parent: 'parent', unrelated: 'unrelated' },
  unrelated: {},
}

/**
 * What somebody likely is to a new head. Whatever may be one thing or another is another relative,
 * to be said more exactly.
 */
export function relateTo(
  newHead: RelationToHead | null | undefined,
  other: RelationToHead | null,
): RelationToHead {
  if (!newHead || !other) return 'other-relative'
  if (newHead === 'head') return other
  if (newHead === 'unrelated') return 'unrelated'
  return toNewHead[newHead]?.[other] ?? 'other-relative'
}
