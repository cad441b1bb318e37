import type { Random } from '../random.ts'
import {
  couple,
  type Member,
  member,
  motherOf,
  sexOf,
  withChildren,
  withGrandparents,
} from './members.ts'

type Compose = (random: Random) => Member[]

interface HouseholdType {
  share: number
  elderness: number
  compose: Compose
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
export const householdTypes: HouseholdType[] = [
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
