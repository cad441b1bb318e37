export interface ScaleBar {
  /** 1, 2 or 5 times a power of ten. */
  meters: number
  widthPixels: number
}

const widestPixels = 90

/** The longest round length that fits. */
export function chooseScaleBar(metersPerPixel: number): ScaleBar {
  const widest = metersPerPixel * widestPixels
  const power = 10 ** Math.floor(Math.log10(widest))
  const factor = [5, 2, 1].find((candidate) => candidate * power <= widest) ?? 1
  const meters = factor * power
  return { meters, widthPixels: meters / metersPerPixel }
}

/** A CSS pixel is 1/96 inch. */
const pixelMeters = 0.0254 / 96

/** The n of 1:n in the middle of the view, to two digits: a tilted view has no exact scale. */
export function scaleRatio(metersPerPixel: number): number {
  return Number((metersPerPixel / pixelMeters).toPrecision(2))
}
