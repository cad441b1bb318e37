import { type Cesium3DTileFeature, Cesium3DTileStyle, Color } from 'cesium'
import { type NumericClass, numericClasses } from '../../../server/contract/colouring.ts'
import type { BuildingColours } from '../scene-types.ts'

/** Class of buildings that lack the attribute. */
const UNKNOWN = 'unknown'

type Reader = (feature: Cesium3DTileFeature) => string

/** Which class a building falls into, from the property table of its tile. */
const readClass: Readonly<Record<BuildingColours['colouring'], Reader>> = {
  use: (feature) => String(feature.getProperty('use') ?? UNKNOWN),
  floors: (feature) => toClassKey(numericClasses.floors, feature.getProperty('floors')),
  year: (feature) => toClassKey(numericClasses.year, feature.getProperty('builtYear')),
  households: (feature) =>
    toClassKey(numericClasses.households, feature.getProperty('householdCount')),
  community: (feature) => String(feature.getProperty('communityId') ?? UNKNOWN),
}

/** What sets buildings apart from their usual look. */
export interface BuildingLook {
  readonly colours: BuildingColours | undefined
  readonly hiddenIds: ReadonlySet<number>
  /** The building that one looks through. */
  readonly ghostId: number | undefined
}

const GHOST_ALPHA = 0.35

/**
 * The style for colouring, hidden buildings and a ghost; undefined where all is as usual. Its two
 * expressions are functions, so a thousand hidden buildings cost a look-up each, not a list of
 * a thousand conditions. Cesium applies it to every tile that loads later too.
 */
export function toBuildingStyle(look: BuildingLook): Cesium3DTileStyle | undefined {
  const { colours, hiddenIds, ghostId } = look
  if (!colours && hiddenIds.size === 0 && ghostId === undefined) return undefined
  const style = new Cesium3DTileStyle()
  const colourOf = colours && toColourOf(colours)
  if (ghostId !== undefined) style.color = toExpression(withGhost(ghostId, colourOf))
  else if (colourOf) style.color = toExpression(colourOf)
  if (hiddenIds.size > 0) {
    style.show = toExpression((feature) => !hiddenIds.has(feature.getProperty('id')))
  }
  return style
}

type ColourOf = (feature: Cesium3DTileFeature, result?: Color) => Color | undefined

/** One building is translucent; white means that it keeps the colour of its use. */
function withGhost(ghostId: number, colourOf: ColourOf = () => undefined): ColourOf {
  return (feature, result) => {
    const colour = colourOf(feature, result)
    if (feature.getProperty('id') !== ghostId) return colour
    return Color.fromAlpha(colour ?? Color.WHITE, GHOST_ALPHA, result)
  }
}

/** Colours without alpha and never pure white, which the shader takes for "not styled". */
function toColourOf({ colouring, colourByKey, householdCounts }: BuildingColours): ColourOf {
  const colours = new Map(Object.entries(colourByKey).map(([key, css]) => [key, toColour(css)]))
  const read =
    colouring === 'households' && householdCounts
      ? readHouseholds(householdCounts)
      : readClass[colouring]
  return (feature, result) => {
    const colour = colours.get(read(feature))
    return colour && Color.clone(colour, result)
  }
}

const readHouseholds =
  (counts: ReadonlyMap<number, number>): Reader =>
  (feature) =>
    toClassKey(numericClasses.households, counts.get(feature.getProperty('id')) ?? 0)

function toColour(css: string): Color {
  const { red, green, blue } = Color.fromCssColorString(css) ?? Color.GRAY
  return new Color(Math.min(red, 0.99), Math.min(green, 0.99), Math.min(blue, 0.99), 1)
}

/** Cesium asks for colours by `evaluateColor` and for all else by `evaluate`. */
function toExpression<T>(evaluate: (feature: Cesium3DTileFeature, result?: Color) => T) {
  return { evaluate, evaluateColor: evaluate } as unknown as Cesium3DTileStyle['show']
}

function toClassKey(classes: readonly NumericClass[], value: unknown): string {
  if (typeof value !== 'number') return UNKNOWN
  return classes.find(({ from, below }) => value >= from && value < below)?.key ?? UNKNOWN
}
