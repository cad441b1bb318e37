import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import type { NameStyle } from '../labels/label-set.ts'
import type { ScenePalette } from '../scene-palette.ts'

interface LevelStyle {
  /** Lines lie a little over each other, the widest rank on top. */
  readonly lineHeightMeters: number
  /**
   * Height of the line seen from afar: there its pixels are wide, and the ground in front of its
   * lower half would hide them.
   */
  readonly farLineHeightMeters: number
  readonly outlinePixels: number
  /** Alpha of the line where buildings hide it. */
  readonly hiddenAlpha: number
  readonly lineFarMeters: number
  readonly label: Omit<NameStyle, 'colour' | 'halo'>
}

/** Windows narrower than this get thinner lines: their pixels are a larger share of the map. */
const SMALL_WINDOW_PIXELS = 760
const SMALL_WINDOW_SHARE = 0.8
/** The whole city has so many boundaries that full width would hide what lies between them. */
const FAR_SHARE = 0.75

/** Width in pixels, halo included, of a line near the camera or far from it. */
export function lineWidthPixels(
  level: AreaLevel,
  palette: ScenePalette,
  { isFar, windowPixels }: { isFar: boolean; windowPixels: number },
): number {
  const share = windowPixels < SMALL_WINDOW_PIXELS ? SMALL_WINDOW_SHARE : 1
  return palette.lineWidthPixels[level] * share * (isFar ? FAR_SHARE : 1)
}

/** From here on lines are drawn at their far height, in metres from the camera. */
export const FAR_LINES_FROM_METERS = 2200

export const levelStyles: Readonly<Record<AreaLevel, LevelStyle>> = {
  community: {
    lineHeightMeters: 2.8,
    farLineHeightMeters: 40,
    outlinePixels: 2,
    hiddenAlpha: 0.42,
    lineFarMeters: 60_000,
    label: {
      priority: 60,
      sizePixels: 17,
      weight: 700,
      heightMeters: 92,
      nearMeters: 900,
      farMeters: 30_000,
    },
  },
  zone: {
    lineHeightMeters: 2.4,
    farLineHeightMeters: 30,
    outlinePixels: 2,
    hiddenAlpha: 0.3,
    lineFarMeters: 7000,
    label: {
      priority: 50,
      sizePixels: 14,
      weight: 600,
      heightMeters: 50,
      nearMeters: 400,
      farMeters: 4000,
    },
  },
  grid: {
    lineHeightMeters: 2,
    farLineHeightMeters: 12,
    outlinePixels: 1.2,
    hiddenAlpha: 0.14,
    lineFarMeters: 3200,
    label: {
      priority: 30,
      sizePixels: 13,
      weight: 500,
      heightMeters: 26,
      nearMeters: 0,
      farMeters: 1700,
    },
  },
}

export function areaTextStyle(level: AreaLevel, palette: ScenePalette): NameStyle {
  return { ...levelStyles[level].label, colour: palette.labelText[level], halo: palette.halo }
}
