import type { LandUseKind } from '../../../server/contract/vocabulary.ts'
import { at, type Random } from '../random.ts'
import { type Axes, type Frame, type Point, signedArea } from './frame.ts'
import type { BuildingSketch, Sketch } from './sketch.ts'
import { type Block, type Side, sides, streetWidthMeters } from './street-plan.ts'

/**
 * One block, measured in its own metres: x from the west street's centre line, y from the
 * south street's. Layouts work here; what they place is bent into the city.
 */
export interface Parcel {
  block: Block
  frame: Frame
  random: Random
  sketch: Sketch
  width: number
  height: number
  /** Half of the street along each side, metres. */
  inset: Record<Side, number>
  axes: Axes
}

/** West, south, east, north in the parcel's metres. */
export type Box = readonly [west: number, south: number, east: number, north: number]

export interface Placement
  extends Omit<BuildingSketch, 'ring' | 'estate' | 'heightMeters' | 'name'> {
  x: number
  y: number
  /** Offsets from (x, y), metres. */
  outline: readonly Point[]
  /** Follows the streets running north-south instead of those running east-west. */
  alongRoad?: boolean
  estate?: number
  name?: string
}

/** Measures a block in its own metres. */
export function createParcel(block: Block, frame: Frame, random: Random, sketch: Sketch): Parcel {
  const { west, south, east, north } = block.rect
  const axes = frame.axesAt((west + east) / 20, (south + north) / 20)
  const inset = { west: 0, south: 0, east: 0, north: 0 }
  for (const side of sides) inset[side] = streetWidthMeters[block.sides[side]] / 2
  return {
    block,
    frame,
    random,
    sketch,
    axes,
    inset,
    width: ((east - west) / 10) * axes.eastScale,
    height: ((north - south) / 10) * axes.northScale,
  }
}

/** The box inside the streets, less a margin. */
export function innerBox({ inset, width, height }: Parcel, margin = 0): Box {
  return [
    inset.west + margin,
    inset.south + margin,
    width - inset.east - margin,
    height - inset.north - margin,
  ]
}

/** The block to the middle of its streets. */
export function wholeBox({ width, height }: Parcel): Box {
  return [0, 0, width, height]
}

/** No building comes nearer than this to a boundary inside a block. */
export const wallClearanceMeters = 2.1

/** Adds a cell; a side of the box on a side of the parcel lies exactly on the street. */
export function addCell(parcel: Parcel, box: Box): number {
  const { block, axes, sketch, inset, width, height } = parcel
  const { west, south, east, north } = block.rect
  const u = (x: number) =>
    x >= width - 0.01 ? east : Math.round(west + (Math.max(x, 0) * 10) / axes.eastScale)
  const v = (y: number) =>
    y >= height - 0.01 ? north : Math.round(south + (Math.max(y, 0) * 10) / axes.northScale)
  const rect = { west: u(box[0]), south: v(box[1]), east: u(box[2]), north: v(box[3]) }
  if (rect.east <= rect.west || rect.north <= rect.south) throw new RangeError('empty cell')
  const clearance = {
    west: rect.west === west ? inset.west : wallClearanceMeters,
    south: rect.south === south ? inset.south : wallClearanceMeters,
    east: rect.east === east ? inset.east : wallClearanceMeters,
    north: rect.north === north ? inset.north : wallClearanceMeters,
  }
  return sketch.cells.push({ rect, quarter: block.quarter, clearance }) - 1
}

/** City metres of a place of the parcel. */
export function toCity(parcel: Parcel, x: number, y: number): Point {
  return parcel.frame.toCity(...toPlan(parcel, x, y))
}

function toPlan({ block, axes }: Parcel, x: number, y: number): [number, number] {
  return [block.rect.west / 10 + x / axes.eastScale, block.rect.south / 10 + y / axes.northScale]
}

/** Places a building with right angles, turned like the street it stands along. */
export function addBuilding(parcel: Parcel, placement: Placement): BuildingSketch {
  const { x, y, outline, alongRoad, estate = -1, name = '', ...rest } = placement
  const plan = toPlan(parcel, x, y)
  const axes = parcel.frame.axesAt(...plan)
  const [cx, cy] = parcel.frame.toCity(...plan)
  const angle = alongRoad ? axes.northAngle : axes.eastAngle
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const ring = outline.map(
    ([dx, dy]): Point => [cx + dx * cos - dy * sin, cy + dx * sin + dy * cos],
  )
  if (signedArea(ring) < 0) ring.reverse()
  const heightMeters = rest.floors * rest.storeyMeters + (rest.hasShopFloor ? 1.2 : 0) + 0.5
  const building = { ...rest, estate, name, ring, heightMeters: Math.round(heightMeters * 10) / 10 }
  parcel.sketch.buildings.push(building)
  return building
}

/** Ring of a box, bent like the streets. */
export function boxRing(parcel: Parcel, [west, south, east, north]: Box): Point[] {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ] as const
  return corners.flatMap(([x, y], index) => {
    const [nextX, nextY] = at(corners, (index + 1) % 4)
    const pieces = Math.max(1, Math.round(Math.hypot(nextX - x, nextY - y) / 60))
    return Array.from({ length: pieces }, (_, piece) =>
      toCity(parcel, x + ((nextX - x) * piece) / pieces, y + ((nextY - y) * piece) / pieces),
    )
  })
}

/** Colours a box of the ground map. */
export function addLandUse(
  parcel: Parcel,
  kind: LandUseKind,
  box: Box,
  name: string | null = null,
): void {
  parcel.sketch.landUses.push({ kind, name, ring: boxRing(parcel, box) })
}

/** A lane inside the block, from one point to another. */
export function addLane(parcel: Parcel, from: Point, to: Point): void {
  const pieces = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / 60))
  const points = Array.from({ length: pieces + 1 }, (_, piece) =>
    toCity(
      parcel,
      from[0] + ((to[0] - from[0]) * piece) / pieces,
      from[1] + ((to[1] - from[1]) * piece) / pieces,
    ),
  )
  parcel.sketch.lanes.push({ class: 'lane', points })
}
