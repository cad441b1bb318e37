import {
  ArcType,
  type Cartesian3,
  GeometryInstance,
  LabelCollection,
  Material,
  PointPrimitiveCollection,
  PolylineGeometry,
  PolylineMaterialAppearance,
  Primitive,
  PrimitiveCollection,
  type Scene,
} from 'cesium'
import { innerPoint } from '../../geo/inner-point.ts'
import type { Point } from '../../geo/ring.ts'
import { boundaryFills } from '../boundaries/boundary-primitives.ts'
import { cssColour, toCartesian, toCartesians } from '../cesium-places.ts'
import { labelOptions } from '../labels/text-style.ts'
import type { ScenePalette } from '../scene-palette.ts'
import type { MeasureKind } from '../scene-types.ts'
import { formatMeasured, type MeasuredPlace, measuredValue } from './measure-value.ts'

const ABOVE_GROUND_METERS = 1.5

export interface MeasureDrawing {
  draw: (places: readonly MeasuredPlace[]) => void
  destroy: () => void
}

/** Line, points and value of a measurement in the scene, visible through buildings. */
export function createMeasureDrawing(
  scene: Scene,
  kind: MeasureKind,
  palette: ScenePalette,
): MeasureDrawing {
  const group = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection
  return {
    draw: (places) => {
      group.removeAll()
      const line = positionsOf(kind, places)
      if (line.length > 1) group.add(measureLine(line, palette))
      if (kind === 'area' && places.length > 2) group.add(measureFill(places, palette))
      addPoints(group, places, palette)
      if (places.length > 1) addLabel(scene, group, kind, places, palette)
      scene.requestRender()
    },
    destroy: () => {
      scene.primitives.remove(group)
      scene.requestRender()
    },
  }
}

const heightOf = (place: MeasuredPlace) => Math.max(place.heightMeters, 0) + ABOVE_GROUND_METERS

function positionsOf(kind: MeasureKind, places: readonly MeasuredPlace[]): Cartesian3[] {
  const [from, to] = places
  if (kind === 'height') {
    if (!from || !to) return []
    // Along the level of the first place, then straight up or down to the second.
    const corner = toCartesian(to.lonLat, heightOf(from))
    return [toCartesian(from.lonLat, heightOf(from)), corner, toCartesian(to.lonLat, heightOf(to))]
  }
  const line = places.map((place) => place.lonLat)
  const isRing = kind === 'area' && from && line.length > 2
  return toCartesians(isRing ? [...line, from.lonLat] : line, ABOVE_GROUND_METERS)
}

function measureLine(positions: Cartesian3[], palette: ScenePalette): Primitive {
  const material = (alpha: number) =>
    Material.fromType('PolylineOutline', {
      color: cssColour(palette.measure, alpha),
      outlineColor: cssColour(palette.halo, alpha),
      outlineWidth: 1.5,
    })
  return new Primitive({
    asynchronous: false,
    allowPicking: false,
    geometryInstances: new GeometryInstance({
      geometry: new PolylineGeometry({
        positions,
        width: 5,
        arcType: ArcType.NONE,
        vertexFormat: PolylineMaterialAppearance.VERTEX_FORMAT,
      }),
    }),
    appearance: new PolylineMaterialAppearance({ material: material(1) }),
    depthFailAppearance: new PolylineMaterialAppearance({ material: material(0.5) }),
  })
}

function measureFill(places: readonly MeasuredPlace[], palette: ScenePalette): Primitive {
  const ring: Point[] = places.map((place) => place.lonLat)
  const closed = [...ring, ...ring.slice(0, 1)]
  return boundaryFills([{ polygons: [[closed]], colour: palette.measure }], 0.18)
}

function addPoints(
  group: PrimitiveCollection,
  places: readonly MeasuredPlace[],
  palette: ScenePalette,
): void {
  const points = group.add(new PointPrimitiveCollection()) as PointPrimitiveCollection
  for (const place of places) {
    points.add({
      position: toCartesian(place.lonLat, heightOf(place)),
      pixelSize: 9,
      color: cssColour(palette.halo),
      outlineColor: cssColour(palette.measure),
      outlineWidth: 3,
      disableDepthTestDistance: Number.POSITIVE_INFINITY,
    })
  }
}

function addLabel(
  scene: Scene,
  group: PrimitiveCollection,
  kind: MeasureKind,
  places: readonly MeasuredPlace[],
  palette: ScenePalette,
): void {
  const last = places.at(-1)
  if (!last || (kind === 'area' && places.length < 3)) return
  const ring = places.map((place) => place.lonLat)
  const labels = group.add(new LabelCollection({ scene })) as LabelCollection
  labels.add(
    labelOptions(
      formatMeasured(kind, measuredValue(kind, places)),
      kind === 'area' ? innerPoint([[ring]]) : last.lonLat,
      {
        sizePixels: 15,
        weight: 700,
        colour: palette.measure,
        halo: palette.halo,
        heightMeters: kind === 'area' ? ABOVE_GROUND_METERS : heightOf(last),
        nearMeters: 0,
        farMeters: 60_000,
        pixelOffsetY: -12,
      },
    ),
  )
}
