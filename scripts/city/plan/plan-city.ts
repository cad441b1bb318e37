import { addRiver } from '../layouts/river.ts'
import type { Random } from '../random.ts'
import { clearConflicts } from './clear-conflicts.ts'
import { type Demand, fillBlocks } from './fill-blocks.ts'
import { createFrame, type Frame, type Point, signedArea } from './frame.ts'
import { createSketch, type Sketch } from './sketch.ts'
import { type Block, planStreets, type StreetPlan } from './street-plan.ts'

export const cityAreaSquareMeters = 30e6

export interface CityPlan {
  frame: Frame
  streets: StreetPlan
  sketch: Sketch
}

/** Streets, blocks, water and every building, before areas and people. */
export function planCity(random: Random, demand: Demand): CityPlan {
  const streets = planStreets(random.fork('streets'))
  const frame = fitFrame(streets.blocks)
  const sketch = createSketch()
  fillBlocks(sketch, frame, streets.blocks, demand, random.fork('blocks'))
  clearConflicts(sketch, frame)
  addRiver(sketch, frame, random.fork('river'), [-2650, 2560])
  return { frame, streets, sketch }
}

/** Scales and shifts the bent plan so that it covers 30 km² around the city's middle. */
function fitFrame(blocks: Block[]): Frame {
  const raw = createFrame()
  const rings = blocks.map(({ rect }) => outline(raw, rect))
  const area = rings.reduce((sum, ring) => sum + signedArea(ring), 0)
  const scale = Math.sqrt(cityAreaSquareMeters / area)
  const points = rings.flat()
  const middle = ([0, 1] as const).map((axis) => {
    const values = points.map((point) => point[axis] * scale)
    return (Math.min(...values) + Math.max(...values)) / 2
  })
  return createFrame(scale, [middle[0] ?? 0, middle[1] ?? 0])
}

function outline(frame: Frame, { west, south, east, north }: Block['rect']): Point[] {
  const steps = 8
  const along = (from: number, to: number) =>
    Array.from({ length: steps }, (_, step) => (from + ((to - from) * step) / steps) / 10)
  return [
    ...along(west, east).map((u) => frame.toCity(u, south / 10)),
    ...along(south, north).map((v) => frame.toCity(east / 10, v)),
    ...along(east, west).map((u) => frame.toCity(u, north / 10)),
    ...along(north, south).map((v) => frame.toCity(west / 10, v)),
  ]
}
