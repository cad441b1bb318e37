import { expect, test } from 'vitest'
import { parseBoundingBox } from '../../../../server/geo/bounding-box.ts'
import { toTileBounds } from '../../../../server/geo/tile-scheme.ts'

test('a box is read in the order west, south, east, north', () => {
  expect(parseBoundingBox('118.7, 36.8,118.8,36.9')).toEqual({
    ...{ west: 118.7, south: 36.8, east: 118.8, north: 36.9 },
  })
})

test.each([
  '',
  '1,2,3',
  '1,2,3,4,5',
  '3,2,1,4',
  '1,4,3,2',
  '1,2,1,4',
  'a,b,c,d',
  '1,2,Infinity,4',
  '-181,0,0,1',
  '0x1,2,3,4',
])('"%s" is no box', (text) => {
  expect(parseBoundingBox(text)).toBeUndefined()
})

test('the first tile is the whole Mercator world', () => {
  const { west, south, east, north } = toTileBounds({ z: 0, x: 0, y: 0 })
  expect([west, east]).toEqual([-180, 180])
  expect(north).toBeCloseTo(85.0511287798, 9)
  expect(south).toBeCloseTo(-85.0511287798, 9)
})
