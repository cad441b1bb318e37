import {
  ArcType,
  ColorGeometryInstanceAttribute,
  DistanceDisplayCondition,
  DistanceDisplayConditionGeometryInstanceAttribute,
  GeometryInstance,
  Material,
  PerInstanceColorAppearance,
  PolygonGeometry,
  PolygonHierarchy,
  PolylineGeometry,
  PolylineMaterialAppearance,
  Primitive,
} from 'cesium'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import type { Point } from '../../geo/ring.ts'
import { cssColour, toCartesians } from '../cesium-places.ts'
import type { ScenePalette } from '../scene-palette.ts'
import { levelStyles } from './boundary-style.ts'

const FILL_HEIGHT_METERS = 1.2

/** Lines of one rank: colour and halo in one draw, a whisper where buildings hide them. */
export function boundaryLines(
  level: AreaLevel,
  lines: readonly (readonly Point[])[],
  palette: ScenePalette,
): Primitive {
  const { lineHeightMeters, outlinePixels, hiddenAlpha, lineFarMeters } = levelStyles[level]
  const colour = palette.line[level]
  const condition = new DistanceDisplayCondition(0, lineFarMeters)
  return new Primitive({
    geometryInstances: lines.map(
      (line) =>
        new GeometryInstance({
          geometry: new PolylineGeometry({
            positions: toCartesians(line, lineHeightMeters),
            width: palette.lineWidthPixels[level],
            arcType: ArcType.NONE,
            vertexFormat: PolylineMaterialAppearance.VERTEX_FORMAT,
          }),
          attributes: {
            distanceDisplayCondition:
              DistanceDisplayConditionGeometryInstanceAttribute.fromDistanceDisplayCondition(
                condition,
              ),
          },
        }),
    ),
    appearance: new PolylineMaterialAppearance({
      material: Material.fromType('PolylineOutline', {
        color: cssColour(colour),
        outlineColor: cssColour(palette.halo, palette.haloAlpha),
        outlineWidth: outlinePixels,
      }),
      translucent: true,
    }),
    depthFailAppearance: new PolylineMaterialAppearance({
      material: Material.fromType('Color', { color: cssColour(colour, hiddenAlpha) }),
      translucent: true,
    }),
    allowPicking: false,
  })
}

export interface FilledArea {
  readonly polygons: readonly (readonly (readonly Point[])[])[]
  readonly colour: string
}

/** Light fills under the lines. Flat, not draped: draped polygons cost 14 times as much. */
export function boundaryFills(
  areas: readonly FilledArea[],
  alpha: number,
  heightMeters = FILL_HEIGHT_METERS,
): Primitive {
  return new Primitive({
    geometryInstances: areas.flatMap(({ polygons, colour }) =>
      polygons.map(
        (rings) =>
          new GeometryInstance({
            geometry: new PolygonGeometry({
              polygonHierarchy: hierarchyOf(rings, heightMeters),
              perPositionHeight: true,
              vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
            }),
            attributes: {
              color: ColorGeometryInstanceAttribute.fromColor(cssColour(colour, alpha)),
            },
          }),
      ),
    ),
    appearance: new PerInstanceColorAppearance({ flat: true, translucent: true }),
    allowPicking: false,
  })
}

function hierarchyOf(
  [outer = [], ...holes]: readonly (readonly Point[])[],
  heightMeters: number,
): PolygonHierarchy {
  const open = (ring: readonly Point[]) => toCartesians(ring, heightMeters).slice(0, -1)
  return new PolygonHierarchy(
    open(outer),
    holes.map((hole) => new PolygonHierarchy(open(hole))),
  )
}
