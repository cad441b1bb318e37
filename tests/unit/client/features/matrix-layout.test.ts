import { describe, expect, test } from 'vitest'
import {
  findCell,
  layOutMatrix,
  type MatrixInput,
  roomOf,
} from '../../../../client/features/dwellings/matrix-layout.ts'
import { firstCell, steerMatrix } from '../../../../client/features/dwellings/steer-matrix.ts'
import type { DwellingCell } from '../../../../server/contract/buildings.ts'

const cell = (unit: number, floor: number, door: number): DwellingCell => ({
  dwellingId: unit * 10_000 + floor * 100 + door,
  unit,
  floor,
  door,
  label: `${unit}-${floor}0${door}`,
  areaSquareMeters: 90,
  tenure: 'commercial',
  occupancy: 'owner',
  personCount: 2,
  householdIds: [1],
})

const input = (changes: Partial<MatrixInput> = {}): MatrixInput => ({
  floorCount: 3,
  hasShopFloor: false,
  units: [
    { number: 1, doorCount: 2 },
    { number: 2, doorCount: 2 },
  ],
  dwellings: [cell(1, 3, 1), cell(1, 2, 2), cell(2, 3, 1), cell(2, 1, 2)],
  shops: [],
  ...changes,
})

describe('the dwelling matrix', () => {
  test('puts the top floor first and the doors of the units side by side', () => {
    const { rows, columnCount } = layOutMatrix(input())
    expect(rows.map(({ floor }) => floor)).toEqual([3, 2, 1])
    expect(columnCount).toBe(4)
    const labels = rows.map((row) =>
      row.kind === 'dwellings' ? row.cells.map((each) => each?.label) : [],
    )
    expect(labels).toEqual([
      ['1-301', undefined, '2-301', undefined],
      [undefined, '1-202', undefined, undefined],
      [undefined, undefined, undefined, '2-102'],
    ])
  })

  test('shows a floor of shops as one row, and both rows where shops stand beside dwellings', () => {
    const alone = layOutMatrix(
      input({ dwellings: [cell(1, 2, 1)], shops: [{ floor: 1 }, { floor: 1 }] }),
    )
    expect(alone.rows.at(-1)).toEqual({ kind: 'shops', floor: 1, shopCount: 2 })
    const mixed = layOutMatrix(input({ shops: [{ floor: 1 }] }))
    expect(mixed.rows.slice(2).map(({ kind }) => kind)).toEqual(['dwellings', 'shops'])
  })

  test('has no floor 0 above a basement', () => {
    const { rows } = layOutMatrix(input({ shops: [{ floor: -1 }] }))
    expect(rows.map(({ floor }) => floor)).toEqual([3, 2, 1, -1])
  })

  test('widens a unit whose doors are numbered beyond its count', () => {
    expect(layOutMatrix(input({ dwellings: [cell(1, 1, 4)] })).columnCount).toBe(6)
  })

  test('has no columns where nobody can live', () => {
    expect(layOutMatrix(input({ units: [], dwellings: [] })).columnCount).toBe(0)
  })

  test('finds a dwelling and its room number', () => {
    const layout = layOutMatrix(input())
    expect(findCell(layout, 10_202)).toEqual({ row: 1, column: 1 })
    expect(findCell(layout, 7)).toBeUndefined()
    expect(roomOf({ label: '2-1802' })).toBe('1802')
    expect(roomOf({ label: '1802' })).toBe('1802')
  })

  test('is walked with the arrows over gaps', () => {
    const layout = layOutMatrix(input())
    const start = firstCell(layout)
    expect(start).toEqual({ row: 0, column: 0 })
    if (!start) return
    expect(steerMatrix('ArrowRight', layout, start)).toEqual({ row: 0, column: 2 })
    expect(steerMatrix('ArrowDown', layout, start)).toBeUndefined()
    expect(steerMatrix('End', layout, start)).toEqual({ row: 0, column: 2 })
  })
})
