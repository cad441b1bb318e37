import { describe, expect, it } from 'vitest'
import { signedArea } from '../../../../../scripts/city/plan/frame.ts'
import { planCity } from '../../../../../scripts/city/plan/plan-city.ts'
import { countHomes, homeCount } from '../../../../../scripts/city/plan/sketch.ts'
import { createRandom } from '../../../../../scripts/city/random.ts'

describe('the plan of the city', () => {
  const plan = planCity(createRandom(3), 20_000)

  it('is the same for the same seed and another for another', () => {
    const again = planCity(createRandom(3), 20_000)
    expect(again.sketch).toEqual(plan.sketch)
    expect(planCity(createRandom(4), 20_000).sketch.cells).not.toEqual(plan.sketch.cells)
  })

  it('builds the homes that were asked for, and one estate more at most', () => {
    expect(homeCount(plan.sketch)).toBeGreaterThan(19_500)
    expect(homeCount(plan.sketch)).toBeLessThan(22_000)
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
