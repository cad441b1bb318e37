import type { DwellingCell } from '../../../server/contract/buildings.ts'

/** Doors that share a stairwell: a header over that many columns. */
export interface MatrixUnit {
  number: number
  doorCount: number
}

/** A line of the matrix: dwellings door by door, or the shops of a floor in one wide cell. */
export type MatrixRow =
  | { kind: 'dwellings'; floor: number; cells: readonly (DwellingCell | undefined)[] }
  | { kind: 'shops'; floor: number; shopCount: number }

export interface MatrixLayout {
  units: readonly MatrixUnit[]
  columnCount: number
  /** From the top floor down. */
  rows: readonly MatrixRow[]
}

export interface MatrixInput {
  floorCount: number
  hasShopFloor: boolean
  units: readonly MatrixUnit[]
  dwellings: readonly DwellingCell[]
  shops: readonly { floor: number }[]
}

/**
 * The dwelling matrix 楼盘表: floors down, doors across under their units. There is no floor 0;
 * a floor with shops and dwellings takes two rows. A unit is as wide as its highest door number.
 */
export function layOutMatrix(input: MatrixInput): MatrixLayout {
  const units = measureUnits(input.units, input.dwellings)
  const columnOf = new Map<string, number>()
  for (const { number, doorCount } of units) {
    for (let door = 1; door <= doorCount; door++) columnOf.set(`${number}/${door}`, columnOf.size)
  }
  const byFloor = Map.groupBy(input.dwellings, ({ floor }) => floor)
  const shopsByFloor = countShops(input)
  const rows = listFloors(input).flatMap((floor): MatrixRow[] => {
    const dwellings = byFloor.get(floor)
    const shopCount = shopsByFloor.get(floor)
    const shopRow: MatrixRow[] =
      shopCount === undefined ? [] : [{ kind: 'shops', floor, shopCount }]
    if (!dwellings && shopRow.length > 0) return shopRow
    const cells = new Array<DwellingCell | undefined>(columnOf.size).fill(undefined)
    for (const dwelling of dwellings ?? []) {
      const column = columnOf.get(`${dwelling.unit}/${dwelling.door}`)
      if (column !== undefined) cells[column] = dwelling
    }
    return [{ kind: 'dwellings', floor, cells }, ...shopRow]
  })
  return { units, columnCount: columnOf.size, rows }
}

/** Where a dwelling stands in the layout. */
export function findCell(
  layout: MatrixLayout,
  dwellingId: number | undefined,
): { row: number; column: number } | undefined {
  if (dwellingId === undefined) return undefined
  for (const [row, line] of layout.rows.entries()) {
    if (line.kind !== 'dwellings') continue
    const column = line.cells.findIndex((cell) => cell?.dwellingId === dwellingId)
    if (column >= 0) return { row, column }
  }
  return undefined
}

/** Room as written on the door: the label without the unit, `1802` of `2-1802`. */
export function roomOf({ label }: Pick<DwellingCell, 'label'>): string {
  return label.slice(label.indexOf('-') + 1)
}

function measureUnits(
  units: readonly MatrixUnit[],
  dwellings: readonly DwellingCell[],
): MatrixUnit[] {
  const width = new Map(units.map(({ number, doorCount }) => [number, doorCount]))
  for (const { unit, door } of dwellings) width.set(unit, Math.max(width.get(unit) ?? 0, door))
  return [...width]
    .filter(([, doorCount]) => doorCount > 0)
    .sort(([one], [other]) => one - other)
    .map(([number, doorCount]) => ({ number, doorCount }))
}

function countShops({ shops, hasShopFloor, dwellings }: MatrixInput): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { floor } of shops) counts.set(floor, (counts.get(floor) ?? 0) + 1)
  const isGroundFree = !dwellings.some(({ floor }) => floor === 1)
  if (hasShopFloor && isGroundFree && !counts.has(1)) counts.set(1, 0)
  return counts
}

function listFloors({ floorCount, dwellings, shops }: MatrixInput): number[] {
  const known = [...dwellings, ...shops].map(({ floor }) => floor)
  const top = Math.max(floorCount, ...known)
  const bottom = Math.min(1, ...known)
  const floors: number[] = []
  for (let floor = top; floor >= bottom; floor--) if (floor !== 0) floors.push(floor)
  return floors
}
