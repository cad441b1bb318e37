/** Where the sheet of a phone rests. */
export type SheetStop = 'low' | 'half' | 'full'

const topBarPixels = 52
const gapPixels = 12

/** Heights in pixels for a window. */
export function stopHeights(windowHeight: number): Record<SheetStop, number> {
  const full = windowHeight - topBarPixels - gapPixels
  return { low: 96, half: Math.min(372, full), full }
}

/** The stop nearest to where the sheet was let go. */
export function heightAfterDrag(height: number, heights: Record<SheetStop, number>): SheetStop {
  const stops: SheetStop[] = ['low', 'half', 'full']
  const distance = (stop: SheetStop) => Math.abs(heights[stop] - height)
  return stops.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best))
}

/** A tap opens wider, and from the widest goes back to the middle. */
export function nextStop(stop: SheetStop): SheetStop {
  return stop === 'half' ? 'full' : 'half'
}
