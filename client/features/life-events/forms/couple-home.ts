import type { HouseholdMember } from '../../../../server/contract/buildings.ts'
import type { Marriage, Member } from '../../../../server/contract/life-events.ts'
import type { SearchItem } from '../../../../server/contract/search.ts'
import type { RelationToHead } from '../../../../server/contract/vocabulary.ts'
import { noRelations, type Relations, toMembers } from '../fields/relations.ts'
import type { Basis } from '../frame/basis.ts'

/** Where a couple lives after the wedding. */
export type CoupleHome = 'apart' | 'with-one' | 'with-other' | 'elsewhere'

export interface MarriageDraft {
  spouse: SearchItem | undefined
  where: CoupleHome
  target: SearchItem | undefined
  /** Who comes along beside the couple. */
  fellows: readonly number[]
  /** Relations to the head where the couple will live. */
  relations: Readonly<Record<number, RelationToHead>>
  /** Of the households that movers leave without a head: who is it then. */
  stayers: Readonly<Record<number, Relations>>
}

/** Somebody who moves, with what they likely are to the head where the couple will live. */
export interface Mover {
  personId: number
  member: HouseholdMember | undefined
  name: string | null
  likely: RelationToHead
}

/** A household that movers leave, and those who stay in it. */
export interface LeftHousehold {
  id: number
  behind: HouseholdMember[]
  isLeftByHead: boolean
}

/** Who lives where before, and who moves. */
export interface CoupleMove {
  movers: Mover[]
  /** Others of the households that movers come from: they may come along. */
  possibleFellows: HouseholdMember[]
  left: LeftHousehold[]
}

/** What a spouse of somebody in a household is to its head. */
const relationOfSpouse: Partial<Record<RelationToHead, RelationToHead>> = {
  ...{ head: 'spouse', child: 'child-in-law', 'child-in-law': 'child', parent: 'parent' },
  ...{ grandparent: 'grandparent', unrelated: 'unrelated' },
}

/** Who moves, from what was read of both and their households. */
export function toCoupleMove(
  { person, household, other, otherHousehold }: Basis,
  { where, fellows }: MarriageDraft,
): CoupleMove {
  if (!person || !other || where === 'apart') return { movers: [], possibleFellows: [], left: [] }
  const homes = [
    { who: person.body, household: household?.body, staysIn: 'with-one' },
    { who: other.body, household: otherHousehold?.body, staysIn: 'with-other' },
  ]
  const moving = homes.filter(({ staysIn }) => staysIn !== where)
  const host = homes.find(({ staysIn }) => staysIn === where)
  const hostRelation = host?.who.household?.relationToHead ?? undefined
  const couple = new Set([person.body.id, other.body.id])
  const sources = [
    ...new Map(moving.flatMap((one) => one.household ?? []).map((one) => [one.id, one])).values(),
  ]
  const possibleFellows = sources
    .flatMap(({ members }) => members)
    .filter(({ personId }) => !couple.has(personId))
  const coming = possibleFellows.filter(({ personId }) => fellows.includes(personId))
  const movers = [
    ...moving.map(({ who, household: home }, place): Mover => {
      const member = home?.members.find(({ personId }) => personId === who.id)
      const asSpouse = (hostRelation && relationOfSpouse[hostRelation]) ?? 'other-relative'
      const inNew = place === 0 ? 'head' : 'spouse'
      return { personId: who.id, member, name: who.name, likely: host ? asSpouse : inNew }
    }),
    ...coming.map(
      (member): Mover => ({
        ...{ personId: member.personId, member, name: member.name },
        likely:
          member.relationToHead === 'child' && (!host || hostRelation === 'head')
            ? 'child'
            : 'other-relative',
      }),
    ),
  ]
  const isMoving = new Set(movers.map(({ personId }) => personId))
  const left = sources.map(({ id, members }) => ({
    id,
    behind: members.filter(({ personId }) => !isMoving.has(personId)),
    isLeftByHead: members.some(
      ({ personId, relationToHead }) => relationToHead === 'head' && isMoving.has(personId),
    ),
  }))
  return { movers, possibleFellows, left: left.filter((one) => one.behind.length > 0) }
}

/** What the act is told of the home; undefined while it is not complete. */
export function toMarriageHome(
  basis: Basis,
  draft: MarriageDraft,
): Pick<Marriage, 'home' | 'stayers'> | undefined {
  const { where, target, relations } = draft
  if (where === 'apart') return { home: null, stayers: null }
  const { movers, left } = toCoupleMove(basis, draft)
  const host = where === 'with-one' ? basis.household : basis.otherHousehold
  const place =
    where === 'elsewhere'
      ? target && { dwellingId: target.id, householdId: null }
      : host && { dwellingId: host.body.dwelling.id, householdId: host.body.id }
  if (!place || movers.length === 0) return undefined
  const named = movers.map(
    ({ personId, likely }): Member => ({
      ...{ personId, relationToHead: relations[personId] ?? likely },
    }),
  )
  const stayers = left
    .filter(({ isLeftByHead }) => isLeftByHead)
    .flatMap(({ id, behind }) => toMembers(behind, draft.stayers[id] ?? noRelations))
  return { home: { ...place, movers: named }, stayers: stayers.length > 0 ? stayers : null }
}
