/** What a key does to the map or the shell. */
export type KeyCommand =
  | { do: 'move'; right: number; forward: number }
  | { do: 'rotate'; headingDegrees: number; pitchDegrees: number }
  | { do: 'zoom'; factor: number }
  | { do: 'home' | 'north' | 'search' | 'help' | 'tree' | 'close' }

const step = 0.12
const turnDegrees = 10
const zoomFactor = 0.75

const arrows: Record<string, KeyCommand> = {
  ArrowUp: { do: 'move', right: 0, forward: step },
  ArrowDown: { do: 'move', right: 0, forward: -step },
  ArrowLeft: { do: 'move', right: -step, forward: 0 },
  ArrowRight: { do: 'move', right: step, forward: 0 },
}

const letters: Record<string, KeyCommand | undefined> = {
  w: arrows.ArrowUp,
  s: arrows.ArrowDown,
  a: arrows.ArrowLeft,
  d: arrows.ArrowRight,
  q: { do: 'rotate', headingDegrees: -turnDegrees, pitchDegrees: 0 },
  e: { do: 'rotate', headingDegrees: turnDegrees, pitchDegrees: 0 },
  r: { do: 'rotate', headingDegrees: 0, pitchDegrees: -turnDegrees },
  f: { do: 'rotate', headingDegrees: 0, pitchDegrees: turnDegrees },
  '+': { do: 'zoom', factor: zoomFactor },
  '=': { do: 'zoom', factor: zoomFactor },
  '-': { do: 'zoom', factor: 1 / zoomFactor },
  h: { do: 'home' },
  n: { do: 'north' },
  t: { do: 'tree' },
  '/': { do: 'search' },
  '?': { do: 'help' },
  Escape: { do: 'close' },
}

export interface PressedKey {
  key: string
  /** With Ctrl, Alt or Meta a key belongs to the browser. */
  hasModifier: boolean
  /** The focus is where text is typed. */
  isTyping: boolean
  /** The focus is in something that arrows move in: a list, tabs, a tree. */
  isSteering: boolean
}

/** @returns undefined where the key means nothing, or belongs to what has the focus */
export function toCommand(pressed: PressedKey): KeyCommand | undefined {
  const { key, hasModifier, isTyping, isSteering } = pressed
  if (hasModifier) return undefined
  if (isTyping) return undefined
  const arrow = arrows[key]
  if (arrow) return isSteering ? undefined : arrow
  return letters[key.length === 1 ? key.toLowerCase() : key]
}
