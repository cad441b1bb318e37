import { describe, expect, it } from 'vitest'
import { composeHouseholds } from '../../../../../scripts/city/people/households.ts'
import { createRandom } from '../../../../../scripts/city/random.ts'
import { agePyramid } from '../../../../../scripts/city/reference.ts'

describe('households', () => {
  const households = composeHouseholds(6000, createRandom('test'))
  const persons = households.flatMap(({ members }) => members)

  it('are as many as asked for, with exactly one head each', () => {
    expect(households).toHaveLength(6000)
    for (const { members } of households) {
      expect(members.filter(({ relation }) => relation === 'head')).toHaveLength(1)
    }
  })

  it('hold 2.6 to 2.7 persons on average, one in four a single person', () => {
    expect(persons.length / households.length).toBeGreaterThan(2.6)
    expect(persons.length / households.length).toBeLessThan(2.7)
    const alone = households.filter(({ members }) => members.length === 1).length
    expect(alone / households.length).toBeCloseTo(0.252, 2)
  })

  it('follow the age pyramid within half a percent in every band', () => {
    const total = agePyramid.reduce((sum, band) => sum + band.male + band.female, 0)
    for (const { from, to, male, female } of agePyramid) {
      const count = persons.filter(({ age }) => age >= from && age < to + 1).length
      expect(Math.abs(count / persons.length - (male + female) / total)).toBeLessThan(0.005)
    }
  })

  it('have no child that is less than 18 years younger than a parent, and no spouse under age', () => {
    for (const { members } of households) {
      const couple = members.filter(({ relation }) => ['head', 'spouse'].includes(relation))
      if (couple.length === 2) for (const { age } of couple) expect(age).toBeGreaterThanOrEqual(20)
      for (const child of members.filter(({ relation }) => relation === 'child')) {
        for (const parent of couple) expect(parent.age - child.age).toBeGreaterThanOrEqual(18)
      }
    }
  })
})
