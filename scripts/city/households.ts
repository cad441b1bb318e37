import type { RelationToHead, Sex } from '../../server/contract/vocabulary.ts'
import { apportion } from './areas.ts'
import { at, type Random } from './random.ts'
import { type AgeBand, agePyramid } from './reference.ts'

export interface Member {
  relation: RelationToHead
  sex: Sex
  /** Years, with fraction, on the reference day. */
  age: number
  /** Whether the person married into the family: keeps the own surname. */
  isInLaw: boolean
}

export interface Household {
  kind: 'family' | 'collective'
  /** The head comes first. */
  members: Member[]
  /** From −1 (young) to 1 (old): which estates suit it. */
  elderness: number
}

type Compose = (random: Random) => Member[]

interface HouseholdType {
  share: number
  elderness: number
  compose: Compose
}

const sexOf = (random: Random, femaleShare = 0.5): Sex =>
  random.chance(femaleShare) ? 'female' : 'male'
const member = (relation: RelationToHead, sex: Sex, age: number, isInLaw = false): Member => ({
  relation,
  sex,
  age: Math.max(0, age),
  isInLaw,
})

/** A couple; the husband heads three households of four. Wife minus husband: −1.6 ± 2.3 years. */
function couple(random: Random, husbandAge: number): Member[] {
  const wifeAge = Math.max(20, husbandAge + random.normal(-1.6, 2.3))
  return random.chance(0.75)
    ? [member('head', 'male', husbandAge), member('spouse', 'female', wifeAge, true)]
    : [member('head', 'female', wifeAge), member('spouse', 'male', husbandAge, true)]
}

function motherOf(members: readonly Member[]): Member {
  return members.find(({ sex }) => sex === 'female') ?? at(members, 0)
}

/** Children by the mother's age at birth: 27 ± 3.5 for the first, then gaps of about 4.5 years. */
function withChildren(random: Random, parents: Member[], count: number): Member[] {
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

function withGrandparents(random: Random, members: Member[], count: number): Member[] {
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

/** Age of the father of a family: children at home until they leave in their twenties. */
const fatherAge = (random: Random) =>
  random.weighted([27, 32, 37, 42, 47, 52, 56], [4, 11, 19, 16, 13, 14, 10]) +
  random.between(-2.5, 2.5)

const family =
  (children: number, grandparents: number): Compose =>
  (random) => {
    const young = children > 1 || grandparents > 0
    const age = young ? Math.min(fatherAge(random), random.between(33, 49)) : fatherAge(random)
    const members = withChildren(random, couple(random, Math.max(23, age)), children)
    return grandparents > 0 ? withGrandparents(random, members, grandparents) : members
  }

const alone =
  (from: number, to: number, femaleShare: number): Compose =>
  (random) => [member('head', sexOf(random, femaleShare), random.between(from, to))]

const pair =
  (from: number, to: number): Compose =>
  (random) =>
    couple(random, random.between(from, to))

function oneParent(random: Random): Member[] {
  const parent = member('head', sexOf(random, 0.72), random.between(32, 54))
  return withChildren(random, [parent], 1)
}

function oddPair(random: Random): Member[] {
  if (random.chance(0.4)) {
    const elder = member('head', sexOf(random, 0.6), random.between(58, 76))
    return [elder, member('grandchild', sexOf(random), random.between(6, 20))]
  }
  const sex = sexOf(random)
  const relation = random.chance(0.5) ? 'sibling' : 'unrelated'
  const age = random.between(19, 32)
  return [
    member('head', sex, age),
    member(relation, sex, age + random.between(-5, 5), relation === 'unrelated'),
  ]
}

function threeGenerationsOfThree(random: Random): Member[] {
  return withGrandparents(
    random,
    withChildren(random, [member('head', sexOf(random, 0.6), random.between(32, 50))], 1),
    1,
  )
}

/** Grown child at home, or a couple with a parent. */
function otherThree(random: Random): Member[] {
  if (random.chance(0.5)) return withGrandparents(random, couple(random, random.between(35, 60)), 1)
  const parents = couple(random, random.between(52, 64))
  return [
    ...parents,
    member('child', sexOf(random, 0.4), motherOf(parents).age - random.between(23, 30)),
  ]
}

/** Parents, a married child and a small grandchild. */
function fourGenerations(random: Random): Member[] {
  const elders = couple(random, random.between(54, 68))
  const sonAge = motherOf(elders).age - random.between(23, 30)
  const young = [
    member('child', 'male', sonAge),
    member('child-in-law', 'female', Math.max(20, sonAge - random.between(0, 3)), true),
    member('grandchild', sexOf(random, 0.47), random.between(0, Math.max(1, sonAge - 22))),
    member('grandchild', sexOf(random, 0.47), random.between(0, Math.max(1, sonAge - 24))),
  ]
  const all = withGrandparents(random, [...elders, ...young], 1)
  return random.chance(0.4) ? [...all, member('child', 'female', Math.max(18, sonAge - 4))] : all
}

function otherFour(random: Random): Member[] {
  return withGrandparents(random, couple(random, random.between(30, 50)), 2)
}

/** Household types and shares in percent (city-facts 1.4). */
const householdTypes: HouseholdType[] = [
  { share: 6.8, elderness: -0.7, compose: alone(20, 35, 0.42) },
  { share: 7.4, elderness: 0, compose: alone(35, 60, 0.4) },
  { share: 11, elderness: 0.9, compose: alone(60, 90, 0.62) },
  { share: 12, elderness: 0.9, compose: pair(61, 84) },
  { share: 7.6, elderness: 0.2, compose: pair(45, 60) },
  { share: 3.8, elderness: -0.9, compose: pair(24, 36) },
  { share: 3.4, elderness: 0, compose: oneParent },
  { share: 2.8, elderness: 0, compose: oddPair },
  { share: 17.2, elderness: -0.5, compose: family(1, 0) },
  { share: 1.3, elderness: 0.1, compose: threeGenerationsOfThree },
  { share: 2.5, elderness: 0.2, compose: otherThree },
  { share: 9.3, elderness: -0.8, compose: family(2, 0) },
  { share: 2.6, elderness: -0.1, compose: family(1, 1) },
  { share: 1.3, elderness: 0, compose: otherFour },
  { share: 3.2, elderness: -0.1, compose: family(1, 2) },
  { share: 1.7, elderness: -0.3, compose: family(2, 1) },
  { share: 1.3, elderness: -0.4, compose: family(3, 0) },
  { share: 2.5, elderness: -0.2, compose: family(2, 2) },
  { share: 2.2, elderness: 0.1, compose: fourGenerations },
]

/** Staff in a company's flat: collective households 集体户. */
const collectiveShare = 0.006

function composeCollective(random: Random): Member[] {
  const sex = sexOf(random)
  return Array.from({ length: random.int(4, 8) }, (_, index) =>
    member(index === 0 ? 'head' : 'unrelated', sex, random.between(19, 45), index > 0),
  )
}

/** Composes exactly so many households; ages follow the pyramid of the reference table. */
export function composeHouseholds(count: number, random: Random): Household[] {
  const collective = Math.round(count * collectiveShare)
  const counts = apportion(
    count - collective,
    householdTypes.map(({ share }) => share),
  )
  const households = householdTypes.flatMap(({ compose, elderness }, type) =>
    Array.from(
      { length: at(counts, type) },
      (): Household => ({
        kind: 'family',
        members: compose(random),
        elderness,
      }),
    ),
  )
  for (let index = 0; index < collective; index++) {
    households.push({ kind: 'collective', members: composeCollective(random), elderness: -0.6 })
  }
  fitAges(households.flatMap(({ members }) => members))
  for (const { members } of households) keepFamiliesPossible(members)
  return households
}

/** Fitting shifts a few ages too far: nobody marries under age or has a child before 18. */
function keepFamiliesPossible(members: Member[]): void {
  const couple = members.filter(({ relation }) => relation === 'head' || relation === 'spouse')
  if (couple.length === 2) {
    for (const one of couple) one.age = Math.max(one.age, one.sex === 'male' ? 22.2 : 20.2)
  }
  const youngest = Math.min(...couple.map(({ age }) => age))
  const oldest = Math.max(...couple.map(({ age }) => age))
  for (const one of members) {
    if (one.relation === 'child') one.age = Math.max(0.1, Math.min(one.age, youngest - 18.5))
    if (one.relation === 'parent' || one.relation === 'parent-in-law') {
      one.age = Math.max(one.age, oldest + 17)
    }
  }
}

/**
 * Moves every age, without changing who is older than whom among men and among women, so that
 * the ages of all follow the pyramid exactly: the person of rank r gets the pyramid's quantile r.
 */
export function fitAges(members: Member[], pyramid: readonly AgeBand[] = agePyramid): void {
  for (const sex of ['male', 'female'] as const) {
    const sorted = members.filter((one) => one.sex === sex).sort((a, b) => a.age - b.age)
    const total = pyramid.reduce((sum, band) => sum + band[sex], 0)
    let band = 0
    let below = 0
    sorted.forEach((one, rank) => {
      const share = ((rank + 0.5) / sorted.length) * total
      while (band < pyramid.length - 1 && share > below + at(pyramid, band)[sex]) {
        below += at(pyramid, band)[sex]
        band++
      }
      const { from, to } = at(pyramid, band)
      const within = (share - below) / at(pyramid, band)[sex]
      // The open last band thins out: few are over 95.
      one.age = from >= 80 ? from + 18 * within ** 2.2 : from + (to + 1 - from) * within
    })
  }
}
