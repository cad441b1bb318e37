import {
  ArcType,
  BlendingState,
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
import { densifyLine } from '../../geo/densify-line.ts'
import type { Point } from '../../geo/ring.ts'
import { cssColour, LONGEST_LEG_METERS, toCartesians } from '../cesium-places.ts'
import type { ScenePalette } from '../scene-palette.ts'
import { FAR_LINES_FROM_METERS, levelStyles, lineWidthPixels } from './boundary-style.ts'

const FILL_HEIGHT_METERS = 1.2
const LEGS_PER_PIECE = 6

/** How the lines of a rank are drawn: with the colours of the theme, for a window so wide. */
export interface LineLook {
  readonly palette: ScenePalette
  readonly windowPixels: number
}

/** Lines of one rank: colour and halo in one draw, a whisper where buildings hide them. */
export function boundaryLines(
  level: AreaLevel,
  lines: readonly (readonly Point[])[],
  { palette, windowPixels }: LineLook,
): Primitive {
  const style = levelStyles[level]
  const colour = palette.line[level]
  const widthOf = (isFar: boolean) => lineWidthPixels(level, palette, { isFar, windowPixels })
  const near: LineBand = {
    width: widthOf(false),
    nearMeters: 0,
    farMeters: FAR_LINES_FROM_METERS,
    heightMeters: style.lineHeightMeters,
  }
  const far: LineBand = {
    width: widthOf(true),
    nearMeters: FAR_LINES_FROM_METERS,
    farMeters: style.lineFarMeters,
    heightMeters: style.farLineHeightMeters,
  }
  return new Primitive({
    geometryInstances: lines
      .flatMap(toPieces)
      .flatMap((line) => [lineInstance(line, near), lineInstance(line, far)]),
    appearance: new PolylineMaterialAppearance({
      // Called opaque, so that it is drawn before the fills and the names; blended all the same.
      material: new Material({
        translucent: false,
        fabric: {
          type: 'PolylineOutline',
          uniforms: {
            color: cssColour(colour),
            outlineColor: cssColour(palette.halo, palette.haloAlpha),
            outlineWidth: style.outlinePixels,
          },
        },
      }),
      translucent: false,
      renderState: { blending: BlendingState.ALPHA_BLEND },
    }),
    depthFailAppearance: new PolylineMaterialAppearance({
      material: Material.fromType('Color', { color: cssColour(colour, style.hiddenAlpha) }),
      translucent: true,
    }),
    allowPicking: false,
  })
}

/**
 * A line shows itself by the distance of its middle, so it is cut into pieces short enough for that
 * distance to hold along the whole piece.
 */
function toPieces(line: readonly Point[]): (readonly Point[])[] {
  const dense = densifyLine(line, LONGEST_LEG_METERS)
  const pieces: (readonly Point[])[] = []
  for (let start = 0; start < dense.length - 1; start += LEGS_PER_PIECE) {
    pieces.push(dense.slice(start, start + LEGS_PER_PIECE + 1))
  }
  return pieces
}

/** How a line looks between two distances from the camera. */
interface LineBand {
  readonly width: number
  readonly nearMeters: number
  readonly farMeters: number
  readonly heightMeters: number
}

function lineInstance(
  line: readonly Point[],
  { width, nearMeters, farMeters, heightMeters }: LineBand,
): GeometryInstance {
  const condition = new DistanceDisplayCondition(nearMeters, farMeters)
  return new GeometryInstance({
    geometry: new PolylineGeometry({
      positions: toCartesians(line, heightMeters),
      width,
      arcType: ArcType.NONE,
      vertexFormat: PolylineMaterialAppearance.VERTEX_FORMAT,
    }),
    attributes: {
      distanceDisplayCondition:
        DistanceDisplayConditionGeometryInstanceAttribute.fromDistanceDisplayCondition(condition),
    },
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
