import type { AreaLevel } from '../../server/contract/vocabulary.ts'
import type { SceneTheme } from './scene-types.ts'

/** Colours of everything that lies on the map; the map itself has its own palette. */
export interface ScenePalette {
  readonly line: Readonly<Record<AreaLevel, string>>
  readonly lineWidthPixels: Readonly<Record<AreaLevel, number>>
  readonly halo: string
  readonly haloAlpha: number
  readonly communityFills: readonly string[]
  readonly fillAlpha: number
  readonly accent: string
  readonly floor: string
  readonly dwelling: string
  readonly labelText: Readonly<Record<AreaLevel | 'estate' | 'park' | 'facility' | 'water', string>>
  readonly shop: string
  readonly shopText: string
  readonly measure: string
}

const light: ScenePalette = {
  line: { community: '#D9480F', zone: '#1D5FD0', grid: '#5B7590' },
  lineWidthPixels: { community: 7, zone: 5, grid: 3.5 },
  halo: '#FFFFFF',
  haloAlpha: 0.9,
  communityFills: ['#2F7BF6', '#12A594', '#7C5CE0', '#E08A1E'],
  fillAlpha: 0.085,
  accent: '#2F7BF6',
  floor: '#FFB020',
  dwelling: '#FF9F0A',
  labelText: {
    community: '#9A3412',
    zone: '#164A9E',
    grid: '#3D5268',
    estate: '#3F4E5C',
    park: '#3F7A4A',
    facility: '#7A3E8E',
    water: '#3F7391',
  },
  shop: '#B4540A',
  shopText: '#FFFFFF',
  measure: '#C0322B',
}

const dark: ScenePalette = {
  line: { community: '#FF9F5A', zone: '#4FD3FF', grid: '#5E83AC' },
  lineWidthPixels: { community: 6, zone: 4.5, grid: 3 },
  halo: '#06101D',
  haloAlpha: 0.7,
  communityFills: ['#2F7BF6', '#12B5A6', '#8A6BF2', '#E59A3C'],
  fillAlpha: 0.12,
  accent: '#39C6FF',
  floor: '#FFD166',
  dwelling: '#FFC24D',
  labelText: {
    community: '#FFC79B',
    zone: '#8FE3FF',
    grid: '#B9D0E8',
    estate: '#B9D0E8',
    park: '#7FD6B2',
    facility: '#D9B3E6',
    water: '#5FA5D6',
  },
  shop: '#FFB257',
  shopText: '#1B1206',
  measure: '#FF8A80',
}

export const scenePalettes: Readonly<Record<SceneTheme, ScenePalette>> = { light, dark }
