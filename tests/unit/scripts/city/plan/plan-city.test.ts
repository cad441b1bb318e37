import { describe, expect, it } from 'vitest'
import { signedArea } from '../../../../../scripts/city/plan/frame.ts'
import { planCity } from '../../../../../scripts/city/plan/plan-city.ts'
import {
  centralFrontCount,
  countHomes,
  homeCount,
} from '../../../../../scripts/city/plan/sketch.ts'
import { createRandom } from '../../../../../scripts/city/random.ts'

describe('the plan of the city', () => {
  const demand = { homes: 67_500, centralFronts: 2900 }
  const plan = planCity(createRandom(3), demand)

  it('is the same for the same seed and another for another', () => {
    const again = planCity(createRandom(3), demand)
    expect(again.sketch).toEqual(plan.sketch)
    expect(planCity(createRandom(4), demand).sketch.cells).not.toEqual(plan.sketch.cells)
  })

  it('builds the homes that were asked for and few more: villages on spare blocks', () => {
    expect(homeCount(plan.sketch)).toBeGreaterThanOrEqual(demand.homes)
    expect(homeCount(plan.sketch)).toBeLessThan(demand.homes * 1.04)
  })

  it('builds fronts enough for the shops of the centre, also where few blocks suit', () => {
    const scarce = planCity(createRandom(3), { homes: 40_000, centralFronts: 6000 })
    expect(centralFrontCount(scarce.sketch)).toBeGreaterThanOrEqual(6000)
  })

  it('gives every building 4 to 16 corners, counter-clockwise, and a cell', () => {
    for (const { ring, cell } of plan.sketch.buildings) {
      expect(ring.length).toBeGreaterThanOrEqual(4)
      expect(ring.length).toBeLessThanOrEqual(16)
      expect(signedArea(ring)).toBeGreaterThan(10)
      expect(plan.sketch.cells[cell]).toBeDefined()
    }
  })

  it('lets no building hold more homes than a grid', () => {
    const homes = plan.sketch.buildings.flatMap((building) => building.homes ?? [])
    expect(Math.max(...homes.map(countHomes))).toBeLessThan(100)
  })
})
