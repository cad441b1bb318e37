import { colourings } from '../../../server/contract/colouring.ts'
import { placeKinds } from '../../../server/contract/vocabulary.ts'
import type { CameraView } from '../../geo/camera-view.ts'
import { type MapLayer, mapLayers } from '../../geo/map-layers.ts'
import { initialSharedState, type SharedState } from '../../state/city-store.ts'
import { defaultLayers } from '../../state/map-layers.ts'
import type { Selection } from '../../state/selection.ts'

/** Parameters that this file writes; all others (lang, quality, theme, test) are left alone. */
const ownNames = ['at', 'select', 'dwelling', 'layers', 'by', 'hide', 'asOf'] as const

const maxHidden = 200

/**
 * Reads the address bar. Anything wrong or out of range is passed over: an address that was
 * shortened by a chat program still opens the city.
 */
export function parseUrlState(search: string): SharedState {
  const query = new URLSearchParams(search)
  return {
    selection: parseSelection(query.get('select'), query.get('dwelling')),
    layers: parseLayers(query.get('layers')),
    colouring: colourings.find((colouring) => colouring === query.get('by')),
    hiddenBuildings: new Set(parseIds(query.get('hide')).slice(0, maxHidden)),
    camera: parseCamera(query.get('at')),
    asOf: parseDay(query.get('asOf')),
  }
}

/**
 * Writes the state into the query, `?at=118.74,36.88,900,12,-35&select=building:7&by=floors`;
 * what stands at its default is not written.
 */
export function formatUrlState(state: SharedState, search: string): string {
  const foreign = [...new URLSearchParams(search)].filter(([name]) => !isOwnName(name))
  const own = [
    ['at', state.camera && formatCamera(state.camera)],
    ['select', state.selection && `${state.selection.kind}:${state.selection.id}`],
    ['dwelling', state.selection?.dwellingId?.toString()],
    ['layers', formatLayers(state.layers)],
    ['by', state.colouring],
    ['asOf', state.asOf],
    ['hide', [...state.hiddenBuildings].slice(0, maxHidden).join(',') || undefined],
  ].filter((pair): pair is [string, string] => pair[1] !== undefined)
  const pairs = [...own, ...foreign].map(([name, value]) => `${name}=${encode(value)}`)
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/** The state of an address that says nothing. */
export const emptyUrlState = initialSharedState

function isOwnName(name: string): boolean {
  return (ownNames as readonly string[]).includes(name)
}

/** Commas and colons are allowed in a query and keep the address readable. */
function encode(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':')
}

function parseSelection(text: string | null, dwelling: string | null): Selection | undefined {
  const [kindText, idText] = (text ?? '').split(':')
  const kind = placeKinds.find((candidate) => candidate === kindText)
  const id = parseId(idText)
  if (!kind || id === undefined) return undefined
  const dwellingId = parseId(dwelling ?? undefined)
  return kind === 'building' && dwellingId !== undefined ? { kind, id, dwellingId } : { kind, id }
}

function parseLayers(text: string | null): ReadonlySet<MapLayer> {
  if (text === null) return defaultLayers
  const names = text.split(',')
  return new Set(mapLayers.filter((layer) => names.includes(layer)))
}

function formatLayers(layers: ReadonlySet<MapLayer>): string | undefined {
  const isDefault = mapLayers.every((layer) => layers.has(layer) === defaultLayers.has(layer))
  if (isDefault) return undefined
  return mapLayers.filter((layer) => layers.has(layer)).join(',') || 'none'
}

function parseIds(text: string | null): number[] {
  return (text ?? '')
    .split(',')
    .map(parseId)
    .filter((id) => id !== undefined)
}

function parseId(text: string | undefined): number | undefined {
  if (!text || !/^[1-9]\d{0,9}$/.test(text)) return undefined
  const id = Number(text)
  return id <= 2_147_483_647 ? id : undefined
}

/** Nothing is known of days to come. */
function parseDay(text: string | null): string | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) || moment > Date.now() ? undefined : text
}

function parseCamera(text: string | null): CameraView | undefined {
  const parts = (text ?? '').split(',')
  const numbers = parts.map(Number)
  if (parts.length !== 5 || parts.includes('') || !numbers.every(Number.isFinite)) return undefined
  const [longitude, latitude, heightMeters, headingDegrees, pitchDegrees] = numbers as FiveNumbers
  const isSane =
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90 &&
    heightMeters > 0 &&
    heightMeters < 1e8 &&
    Math.abs(pitchDegrees) <= 90
  return isSane ? { longitude, latitude, heightMeters, headingDegrees, pitchDegrees } : undefined
}

type FiveNumbers = [number, number, number, number, number]

/** Six decimals are 10 cm; more would only make the address long. */
function formatCamera(view: CameraView): string {
  const rounded = [
    round(view.longitude, 6),
    round(view.latitude, 6),
    round(view.heightMeters, 1),
    round(view.headingDegrees, 1),
    round(view.pitchDegrees, 1),
  ]
  return rounded.join(',')
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
