/** A name where it would stand in the window, in pixels; x is its middle, y its lower edge. */
export interface NamePlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The greater keeps its place. */
  readonly priority: number
  readonly distanceMeters: number
  /** Names that stand already give way last, so that they do not blink while the map moves. */
  readonly isShown: boolean
}

/** Free pixels around a name: names that only just do not touch read as one. */
const GAP_X = 10
const GAP_Y = 4

/**
 * Which names can stand in the window without covering each other: the important first, then the
 * near.
 */
export function chooseNames<Name extends NamePlace>(names: readonly Name[]): ReadonlySet<Name> {
  const chosen: Name[] = []
  for (const name of names.toSorted(byRank)) {
    if (!chosen.some((other) => overlap(name, other))) chosen.push(name)
  }
  return new Set(chosen)
}

/** Width in pixels of a text: Chinese characters are square, all others about half as wide. */
export function textWidthPixels(text: string, sizePixels: number): number {
  const isWide = (character: string) => (character.codePointAt(0) ?? 0) > 0x2e80
  const ems = [...text].reduce((sum, character) => sum + (isWide(character) ? 1 : 0.56), 0)
  return ems * sizePixels
}

function byRank(one: NamePlace, other: NamePlace): number {
  return (
    other.priority - one.priority ||
    Number(other.isShown) - Number(one.isShown) ||
    one.distanceMeters - other.distanceMeters
  )
}

function overlap(one: NamePlace, other: NamePlace): boolean {
  const isBeside = Math.abs(one.x - other.x) >= (one.width + other.width) / 2 + GAP_X
  const isAbove = one.y <= other.y - other.height - GAP_Y || other.y <= one.y - one.height - GAP_Y
  return !isBeside && !isAbove
}
