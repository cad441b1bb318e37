import { expect, test } from 'vitest'
import { parseAttributes } from '../../../../scripts/import-buildings/parse-attributes.ts'
import { parseFootprint } from '../../../../scripts/import-buildings/parse-footprint.ts'
import { splitFeatures } from '../../../../scripts/import-buildings/split-features.ts'

test('features keep their line, and a broken one does not spoil the others', () => {
  const text = '{"crs": null,\n "features": [\n{"a": "}]"},\n{broken},\n\n{"b": 1}]}'
  const { features, collection } = splitFeatures(text)
  expect(features.map(({ line }) => line)).toEqual([3, 4, 6])
  expect(features[0]?.text).toBe('{"a": "}]"}')
  expect(collection).toEqual({ crs: null, features: [] })
})

test('bare features may follow each other', () => {
  expect(splitFeatures('{"a":1}\n{"b":2}\n').features.map(({ line }) => line)).toEqual([1, 2])
})

test.each(['', 'hello', '{"features":[{"a":1}', '{"features":[1}'])('"%s" is refused', (text) => {
  expect(() => splitFeatures(text)).toThrow(SyntaxError)
})

test('height follows from floors, floors from height', () => {
  const fields = { height: 'height', floors: 'floors' }
  expect(parseAttributes({ floors: '6' }, fields)).toMatchObject({ heightMeters: 18 })
  expect(parseAttributes({ height: '23,5 m' }, fields)).toMatchObject({ floorCount: 8 })
  expect(parseAttributes({ height: 'tall' }, fields).notes).toHaveLength(2)
})

test('an open ring is closed, heights of vertices are dropped, metres are refused', () => {
  const ring = [
    [118, 36, 5],
    [118.1, 36],
    [118.1, 36.1],
  ]
  const closed = { type: 'Polygon', coordinates: [ring] }
  expect(parseFootprint(closed)).toMatchObject({ isClosedByUs: true })
  const meters = {
    type: 'Polygon',
    coordinates: [
      [
        [500000, 4000000],
        [1, 1],
        [2, 2],
      ],
    ],
  }
  expect(parseFootprint(meters)).toMatchObject({ isOutOfRange: true })
  expect(parseFootprint({ type: 'Point', coordinates: [1, 2] })).toHaveProperty('refusal')
})
