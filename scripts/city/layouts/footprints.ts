import type { Point } from '../plan/frame.ts'

/** Outlines around (0, 0), counter-clockwise from the south-west corner, metres. */
export function rectangle(length: number, depth: number): Point[] {
  const [x, y] = [length / 2, depth / 2]
  return [
    [-x, -y],
    [x, -y],
    [x, y],
    [-x, y],
  ]
}

/**
 * A slab with up to three recessed stairwells on its north wall, or with two bays on its south
 * wall: what one sees on real estates, within 16 corners.
 */
export function slab(length: number, depth: number, units: number, hasBays: boolean): Point[] {
  const [x, y] = [length / 2, depth / 2]
  if (hasBays) {
    const bay = Math.min(length * 0.3, 16)
    const from = length * 0.12
    return [
      [-x, -y + 1.2],
      [-x + from, -y + 1.2],
      [-x + from, -y],
      [-x + from + bay, -y],
      [-x + from + bay, -y + 1.2],
      [x - from - bay, -y + 1.2],
      [x - from - bay, -y],
      [x - from, -y],
      [x - from, -y + 1.2],
      [x, -y + 1.2],
      [x, y],
      [-x, y],
    ]
  }
  const stairs = Math.min(units, 3)
  const ring: Point[] = [
    [-x, -y],
    [x, -y],
    [x, y],
  ]
  for (let stair = stairs - 1; stair >= 0; stair--) {
    const middle = -x + ((stair + 0.5) * length) / stairs
    ring.push(
      [middle + 1.5, y],
      [middle + 1.5, y - 1.4],
      [middle - 1.5, y - 1.4],
      [middle - 1.5, y],
    )
  }
  ring.push([-x, y])
  return ring
}

/** A point tower: a cross with a deep notch to the north and to the south. */
export function tower(length: number, depth: number): Point[] {
  const [x, y] = [length / 2, depth / 2]
  const [notch, wing] = [length * 0.12, depth * 0.22]
  return [
    [-x, -y + wing],
    [-x + notch, -y + wing],
    [-x + notch, -y],
    [-notch, -y],
    [-notch, -y + 3],
    [notch, -y + 3],
    [notch, -y],
    [x - notch, -y],
    [x - notch, -y + wing],
    [x, -y + wing],
    [x, y - 1.5],
    [notch, y - 1.5],
    [notch, y],
    [-notch, y],
    [-notch, y - 1.5],
    [-x, y - 1.5],
  ]
}

/** An L: a long wing in the north and a short one along its west end. */
export function ell(length: number, depth: number, wing: number): Point[] {
  const [x, y] = [length / 2, depth / 2]
  return [
    [-x, -y],
    [-x + wing, -y],
    [-x + wing, y - wing],
    [x, y - wing],
    [x, y],
    [-x, y],
  ]
}

/** A U open to the south. */
export function horseshoe(length: number, depth: number, wing: number): Point[] {
  const [x, y] = [length / 2, depth / 2]
  return [
    [-x, -y],
    [-x + wing, -y],
    [-x + wing, y - wing],
    [x - wing, y - wing],
    [x - wing, -y],
    [x, -y],
    [x, y],
    [-x, y],
  ]
}

/** The same outline with east and west exchanged. */
export function mirrored(outline: readonly Point[]): Point[] {
  return outline.map(([x, y]): Point => [-x, y]).reverse()
}

/** A stadium of two straights and two half circles, long side north-south. */
export function stadium(width: number, length: number): Point[] {
  const radius = width / 2
  const straight = length / 2 - radius
  const arc = (middle: number, from: number) =>
    Array.from({ length: 13 }, (_, step): Point => {
      const angle = from + (Math.PI * step) / 12
      return [radius * Math.cos(angle), middle + radius * Math.sin(angle)]
    })
  return [...arc(straight, 0), ...arc(-straight, Math.PI)]
}
