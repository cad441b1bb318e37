import { describe, expect, it } from 'vitest'
import { apportion } from '../../../../scripts/city/apportion.ts'

describe('apportioning', () => {
  it('sums exactly and stays within one of the share', () => {
    const counts = apportion(586, [103, 7, 41.5, 0, 12])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(586)
    expect(counts[3]).toBe(0)
    expect(Math.abs(counts[0]! - (586 * 103) / 163.5)).toBeLessThan(1)
  })
})
