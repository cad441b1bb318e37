import type { LandUseKind, StreetClass } from '../../../server/contract/vocabulary.ts'
import type { SceneTheme } from '../scene-types.ts'

/** Colours of the painted ground; every value is a CSS colour. */
export interface GroundPalette {
  readonly mist: string
  readonly land: string
  readonly outerLand: string
  readonly landUse: Readonly<Record<LandUseKind, string>>
  readonly greenhouseRow: string
  readonly water: string
  readonly waterEdge: string
  readonly streetFill: Readonly<Record<StreetClass, string>>
  readonly streetCasing: Readonly<Record<StreetClass, string>>
  readonly mark: string
  readonly median: string
  readonly sportsLine: string
  readonly footprint: string
  readonly shadow: string
  readonly contactShade: string
  readonly tree: string
  readonly text: string
  readonly minorText: string
  readonly halo: string
}

const light: GroundPalette = {
  mist: '#E6ECF1',
  land: '#ECEEEC',
  outerLand: '#E4E9E5',
  landUse: {
    estate: '#EDEBE4',
    'old-quarter': '#EAE6DE',
    village: '#EAE6DE',
    commerce: '#EBE4E0',
    school: '#EDE4DA',
    hospital: '#E6EBEA',
    public: '#E8E5DF',
    industry: '#E3E4E4',
    park: '#C9DDBE',
    green: '#DCE7D3',
    plaza: '#E3DFD8',
    'river-bank': '#D3E1C8',
    greenhouse: '#E1E8D8',
    'sports-track': '#D9A08C',
    'sports-field': '#BFD6AE',
    construction: '#E6DFD3',
  },
  greenhouseRow: '#F3F5F1',
  water: '#B5D3E4',
  waterEdge: '#9DC2D8',
  streetFill: { arterial: '#FFFFFF', secondary: '#FFFFFF', branch: '#FBFBFA', lane: '#F8F7F4' },
  streetCasing: { arterial: '#C3CAD1', secondary: '#CDD3D8', branch: '#D8DCDF', lane: '#E2E2DD' },
  mark: '#D5DADF',
  median: '#CFDDC8',
  sportsLine: 'rgba(255,255,255,.75)',
  footprint: '#D9D8D3',
  shadow: 'rgba(52,68,96,.24)',
  contactShade: 'rgba(52,68,96,.065)',
  tree: '#B4CDA6',
  text: '#56616C',
  minorText: '#67737E',
  halo: '#FFFFFF',
}

const dark: GroundPalette = {
  mist: '#0A1524',
  land: '#0F1D2E',
  outerLand: '#0E1B2B',
  landUse: {
    estate: '#12233A',
    'old-quarter': '#13223A',
    village: '#13223A',
    commerce: '#182A42',
    school: '#172A40',
    hospital: '#162B40',
    public: '#16283E',
    industry: '#15253A',
    park: '#123330',
    green: '#112A33',
    plaza: '#1A2C44',
    'river-bank': '#0F2A30',
    greenhouse: '#13282F',
    'sports-track': '#3A3340',
    'sports-field': '#17383A',
    construction: '#1B2A3C',
  },
  greenhouseRow: '#1A3340',
  water: '#0C2C4A',
  waterEdge: '#1B4C74',
  streetFill: { arterial: '#2C4C72', secondary: '#223D5E', branch: '#1C3350', lane: '#182C44' },
  streetCasing: { arterial: '#3F6DA0', secondary: '#2B4A70', branch: '#213A58', lane: '#1B3148' },
  mark: '#4A78AA',
  median: '#17383A',
  sportsLine: 'rgba(140,190,240,.35)',
  footprint: '#1A2C44',
  shadow: 'rgba(2,8,18,.45)',
  contactShade: 'rgba(2,8,18,.16)',
  tree: '#16423C',
  text: '#A9C4E0',
  minorText: '#86A3C2',
  halo: '#0A1524',
}

export const groundPalettes: Readonly<Record<SceneTheme, GroundPalette>> = { light, dark }
