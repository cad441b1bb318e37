import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withParameter } from '../../../../client/app/url-state/keep-parameter.ts'
import { formatUrlState, parseUrlState } from '../../../../client/app/url-state/url-state.ts'
import { mapLayers } from '../../../../client/geo/map-layers.ts'
import { colourings } from '../../../../server/contract/colouring.ts'
import { placeKinds } from '../../../../server/contract/vocabulary.ts'

const id = fc.integer({ min: 1, max: 2_147_483_647 })
const rounded = (min: number, max: number, digits: number) =>
  fc.integer({ min: min * 10 ** digits, max: max * 10 ** digits }).map((n) => n / 10 ** digits)

const state = fc.record({
  selection: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constantFrom(...placeKinds), id }),
      fc.record({ kind: fc.constant('building' as const), id, dwellingId: id }),
    ),
    { nil: undefined },
  ),
  layers: fc.subarray([...mapLayers]).map((layers) => new Set(layers)),
  colouring: fc.option(fc.constantFrom(...colourings), { nil: undefined }),
  hiddenBuildings: fc.array(id, { maxLength: 20 }).map((ids) => new Set(ids)),
  camera: fc.option(
    fc.record({
      longitude: rounded(-180, 180, 6),
      latitude: rounded(-90, 90, 6),
      heightMeters: rounded(1, 90_000, 1),
      headingDegrees: rounded(0, 360, 1),
      pitchDegrees: rounded(-90, 90, 1),
    }),
    { nil: undefined },
  ),
  asOf: fc.option(
    fc
      .date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    { nil: undefined },
  ),
})

describe('the address bar', () => {
  test('gives back every state that was written into it', () => {
    fc.assert(
      fc.property(state, (written) => {
        expect(parseUrlState(formatUrlState(written, ''))).toEqual(written)
      }),
    )
  })

  test('leaves the parameters of others alone', () => {
    const search = formatUrlState(parseUrlState('?by=floors'), '?lang=en&quality=lean&by=year')
    expect(search).toBe('?by=floors&lang=en&quality=lean')
  })

  test('passes over whatever makes no sense', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (at, select) => {
        const query = new URLSearchParams({ at, select, hide: at, layers: select, by: at })
        expect(() => parseUrlState(`?${query}`)).not.toThrow()
      }),
    )
    expect(parseUrlState('?at=1,2,3&select=dragon:5&by=mood').camera).toBeUndefined()
    expect(parseUrlState('?select=building:0').selection).toBeUndefined()
  })

  test('follows a switch of language or theme only where it names one', () => {
    expect(withParameter('?at=1,2&lang=en&by=use', 'lang', 'zh-CN')).toBe(
      '?at=1,2&lang=zh-CN&by=use',
    )
    expect(withParameter('?slang=en&by=use', 'lang', 'zh-CN')).toBe('?slang=en&by=use')
    expect(withParameter('', 'lang', 'en')).toBe('')
  })
})
