export interface SourceChoice {
  readonly zoom: number
  readonly layers: string
  readonly hasBuildings: boolean
}

const map = 'street,land-use,water'

/**
 * Which vector tiles a picture level is painted from. Two detailed zooms: 14 for the far view (half
 * a metre of precision, few requests), 15 close by. Far out nothing but the land is painted.
 */
export function sourceOf(level: number): SourceChoice | undefined {
  if (level < 11) return undefined
  if (level < 14) return { zoom: Math.min(level, 12), layers: map, hasBuildings: false }
  return { zoom: level < 17 ? 14 : 15, layers: `${map},building`, hasBuildings: true }
}
