import type { SceneTheme } from '../scene-types.ts'

export type Rgb = readonly [number, number, number]

/** Uniforms of the building shader that a theme decides. Colours are display colours, 0 to 1. */
export interface BuildingPalette {
  readonly colours: Readonly<Record<(typeof colourNames)[number], Rgb>>
  readonly numbers: Readonly<Record<(typeof numberNames)[number], number>>
}

export const colourNames = [
  'u_housing',
  'u_tower',
  'u_villageHouse',
  'u_commerce',
  'u_office',
  'u_public',
  'u_school',
  'u_hospital',
  'u_industry',
  'u_roof',
  'u_tile',
  'u_slate',
  'u_glass',
  'u_shopWindow',
  'u_signA',
  'u_signB',
  'u_signC',
  'u_skyAbove',
  'u_skyBelow',
  'u_sun',
  'u_accent',
  'u_haze',
] as const

/** Shade at a wall's foot (1 none), haze at its densest, and whether windows are lit. */
export const numberNames = ['u_footShade', 'u_hazeMost', 'u_night'] as const

export const buildingPalettes: Readonly<Record<SceneTheme, BuildingPalette>> = {
  light: {
    colours: {
      u_housing: rgb('#F3EADB'),
      u_tower: rgb('#F4EFE6'),
      u_villageHouse: rgb('#EADCC8'),
      u_commerce: rgb('#EAEDEE'),
      u_office: rgb('#DCE6EE'),
      u_public: rgb('#F0E6D8'),
      u_school: rgb('#F3DEC9'),
      u_hospital: rgb('#E4F0EE'),
      u_industry: rgb('#E4E8EA'),
      u_roof: rgb('#E6E6E3'),
      u_tile: rgb('#DDBFAC'),
      u_slate: rgb('#BFC6CB'),
      u_glass: rgb('#93A9BD'),
      u_shopWindow: rgb('#6F7F8C'),
      u_signA: rgb('#C98B6B'),
      u_signB: rgb('#7FA0AE'),
      u_signC: rgb('#D6BE8C'),
      u_skyAbove: [0.815, 0.83, 0.86],
      u_skyBelow: [0.745, 0.745, 0.765],
      u_sun: [0.315, 0.29, 0.235],
      u_accent: rgb('#2F7BF6'),
      u_haze: rgb('#E6ECF1'),
    },
    numbers: { u_footShade: 0.84, u_hazeMost: 0.85, u_night: 0 },
  },
  dark: {
    colours: {
      u_housing: rgb('#25364B'),
      u_tower: rgb('#273A51'),
      u_villageHouse: rgb('#213044'),
      u_commerce: rgb('#22384E'),
      u_office: rgb('#1F3A54'),
      u_public: rgb('#28384C'),
      u_school: rgb('#2A384C'),
      u_hospital: rgb('#233C4C'),
      u_industry: rgb('#223244'),
      u_roof: rgb('#2A3D54'),
      u_tile: rgb('#2E3747'),
      u_slate: rgb('#26374C'),
      u_glass: rgb('#121E2E'),
      u_shopWindow: rgb('#3A3A3A'),
      u_signA: rgb('#7A5A3A'),
      u_signB: rgb('#35607A'),
      u_signC: rgb('#7A6A3A'),
      u_skyAbove: [0.95, 1, 1.06],
      u_skyBelow: [0.5, 0.55, 0.62],
      u_sun: [0.16, 0.19, 0.24],
      u_accent: rgb('#39C6FF'),
      u_haze: rgb('#0A1524'),
    },
    numbers: { u_footShade: 0.55, u_hazeMost: 0.9, u_night: 1 },
  },
}

function rgb(hex: `#${string}`): Rgb {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return [channel(1), channel(3), channel(5)]
}
