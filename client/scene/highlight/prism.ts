import {
  ArcType,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  Material,
  PerInstanceColorAppearance,
  PolygonGeometry,
  PolygonHierarchy,
  PolylineColorAppearance,
  PolylineGeometry,
  PolylineMaterialAppearance,
  Primitive,
} from 'cesium'
import type { FloorSpan } from '../../geo/dwelling-box.ts'
import type { Point } from '../../geo/ring.ts'
import { cssColour, toCartesian } from '../cesium-places.ts'

const closed = (ring: readonly Point[]) => [...ring, ...ring.slice(0, 1)]

/** An upright prism over a ring of degrees. Synchronous, so that hovering does not flicker. */
export function prism(ring: readonly Point[], span: FloorSpan, colour: string, alpha: number) {
  return new Primitive({
    asynchronous: false,
    allowPicking: false,
    geometryInstances: new GeometryInstance({
      geometry: new PolygonGeometry({
        polygonHierarchy: new PolygonHierarchy(ring.map((point) => toCartesian(point))),
        height: span.topMeters,
        extrudedHeight: span.bottomMeters,
        vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
      }),
      attributes: { color: ColorGeometryInstanceAttribute.fromColor(cssColour(colour, alpha)) },
    }),
    appearance: new PerInstanceColorAppearance({ flat: true, translucent: true, closed: true }),
  })
}

/** White lines round a ring at several heights, in front of what they belong to. */
export function ringLines(ring: readonly Point[], heights: readonly number[], widthPixels: number) {
  const line = closed(ring)
  return new Primitive({
    asynchronous: false,
    allowPicking: false,
    geometryInstances: heights.map(
      (height) =>
        new GeometryInstance({
          geometry: new PolylineGeometry({
            positions: line.map((point) => toCartesian(point, height)),
            width: widthPixels,
            arcType: ArcType.NONE,
            vertexFormat: PolylineColorAppearance.VERTEX_FORMAT,
            colors: line.map(() => Color.WHITE),
            colorsPerVertex: true,
          }),
        }),
    ),
    appearance: new PolylineColorAppearance({ translucent: false }),
  })
}

export interface HaloLine {
  readonly heightMeters: number
  readonly widthPixels: number
  readonly colour: string
  readonly halo: string
  /** Alpha where something hides the line; none if left out. */
  readonly hiddenAlpha?: number
}

/** A coloured line with a halo round a ring. */
export function haloLine(ring: readonly Point[], style: HaloLine): Primitive {
  const { colour, hiddenAlpha } = style
  const primitive = {
    asynchronous: false,
    allowPicking: false,
    geometryInstances: new GeometryInstance({
      geometry: new PolylineGeometry({
        positions: closed(ring).map((point) => toCartesian(point, style.heightMeters)),
        width: style.widthPixels,
        arcType: ArcType.NONE,
        vertexFormat: PolylineMaterialAppearance.VERTEX_FORMAT,
      }),
    }),
    appearance: new PolylineMaterialAppearance({
      material: Material.fromType('PolylineOutline', {
        color: cssColour(colour),
        outlineColor: cssColour(style.halo, 0.85),
        outlineWidth: 2,
      }),
      translucent: true,
    }),
  }
  if (hiddenAlpha === undefined) return new Primitive(primitive)
  const material = Material.fromType('Color', { color: cssColour(colour, hiddenAlpha) })
  return new Primitive({
    ...primitive,
    depthFailAppearance: new PolylineMaterialAppearance({ material, translucent: true }),
  })
}
