import type { BuildingUse } from '../../../server/contract/vocabulary.ts'
import type { Point } from '../plan/frame.ts'
import { addBuilding, type Parcel } from '../plan/parcel.ts'
import type { BuildingSketch, ShopFront } from '../plan/sketch.ts'

interface House {
  x: number
  y: number
  outline: readonly Point[]
  use: BuildingUse
  floors: number
  name: string
  storeyMeters?: number
  facility?: NonNullable<BuildingSketch['facility']>
  front?: ShopFront
}

/** Adds a building that is no part of an estate. */
export function addHouse(parcel: Parcel, cell: number, house: House): void {
  addBuilding(parcel, {
    hasShopFloor: house.front !== undefined,
    storeyMeters: 3.6,
    builtYear: parcel.random.int(1992, 2021),
    ...house,
    cell,
  })
}
