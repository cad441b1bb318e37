import {
  Cartesian2,
  DistanceDisplayCondition,
  HorizontalOrigin,
  type Label,
  LabelStyle,
  NearFarScalar,
  VerticalOrigin,
} from 'cesium'
import type { Point } from '../../geo/ring.ts'
import { cssColour, toCartesian } from '../cesium-places.ts'

const FONT_FAMILIES = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'

export interface TextStyle {
  readonly sizePixels: number
  readonly weight: number
  readonly colour: string
  readonly halo: string
  readonly heightMeters: number
  readonly nearMeters: number
  readonly farMeters: number
  readonly pixelOffsetY?: number
}

/** Options of a Cesium label. The font is set at double size and drawn at half, to stay crisp. */
export function labelOptions(
  text: string,
  place: Point,
  style: TextStyle,
): Label.ConstructorOptions {
  const { nearMeters, farMeters } = style
  return {
    position: toCartesian(place, style.heightMeters),
    text,
    font: `${style.weight} ${style.sizePixels * 2}px ${FONT_FAMILIES}`,
    scale: 0.5,
    fillColor: cssColour(style.colour),
    outlineColor: cssColour(style.halo, 0.95),
    outlineWidth: style.sizePixels > 14 ? 8 : 6,
    style: LabelStyle.FILL_AND_OUTLINE,
    horizontalOrigin: HorizontalOrigin.CENTER,
    verticalOrigin: VerticalOrigin.BOTTOM,
    pixelOffset: new Cartesian2(0, style.pixelOffsetY ?? 0),
    distanceDisplayCondition: new DistanceDisplayCondition(nearMeters, farMeters),
    translucencyByDistance: new NearFarScalar(farMeters * 0.9, 1, farMeters, 0),
    // Text under a roof cannot be read; its halo keeps it apart from the windows behind it.
    disableDepthTestDistance: Number.POSITIVE_INFINITY,
  }
}
