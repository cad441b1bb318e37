import type { RelationToHead, Sex } from '../../../server/contract/vocabulary.ts'
import { at, type Random } from '../random.ts'

export interface Member {
  relation: RelationToHead
  sex: Sex
  /** Years, with fraction, on the reference day. */
  age: number
  /** Whether the person married into the family: keeps the own surname. */
  isInLaw: boolean
}

export const sexOf = (random: Random, femaleShare = 0.5): Sex =>
  random.chance(femaleShare) ? 'female' : 'male'

export const member = (
  relation: RelationToHead,
  sex: Sex,
  age: number,
  isInLaw = false,
): Member => ({
  relation,
  sex,
  age: Math.max(0, age),
  isInLaw,
})

/** A couple; the husband heads three households of four. Wife minus husband: −1.6 ± 2.3 years. */
export function couple(random: Random, husbandAge: number): Member[] {
  const wifeAge = Math.max(20, husbandAge + random.normal(-1.6, 2.3))
  return random.chance(0.75)
    ? [member('head', 'male', husbandAge), member('spouse', 'female', wifeAge, true)]
    : [member('head', 'female', wifeAge), member('spouse', 'male', husbandAge, true)]
}

/** The first woman of a household, or its head. */
export function motherOf(members: readonly Member[]): Member {
  return members.find(({ sex }) => sex === 'female') ?? at(members, 0)
}

/** Children by the mother's age at birth: 27 ± 3.5 for the first, then gaps of about 4.5 years. */
export function withChildren(random: Random, parents: Member[], count: number): Member[] {
  const mother = motherOf(parents)
  const firstAge = Math.max(19, random.normal(27, 3.5))
  let age = mother.age - firstAge
  if (age < 0 || age > 30) age = random.between(0, Math.max(1, Math.min(27, mother.age - 20)))
  const children: Member[] = []
  for (let child = 0; child < count; child++) {
    children.push(member('child', sexOf(random, 0.472), Math.max(age, random.next())))
    age -= Math.max(1.2, random.normal(4.5, 2))
    if (age < 0) age = random.between(0, 2)
  }
  return [...parents, ...children]
}

/** Adds one or two grandparents, of either side of the family. */
export function withGrandparents(random: Random, members: Member[], count: number): Member[] {
  const head = at(members, 0)
  const isOfHead = head.sex === 'male' ? random.chance(0.8) : random.chance(0.5)
  const relation = isOfHead ? 'parent' : 'parent-in-law'
  const child = isOfHead ? head : (members.find((m) => m.relation === 'spouse') ?? head)
  const motherAge = child.age + Math.max(19, random.normal(25, 3))
  const mother = member(relation, 'female', motherAge, true)
  const father = member(relation, 'male', motherAge + random.normal(1.6, 2.3))
  if (count === 1) return [...members, random.chance(0.66) ? mother : father]
  return [...members, father, mother]
}
