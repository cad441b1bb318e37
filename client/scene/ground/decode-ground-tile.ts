import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { LandUseKind, StreetClass } from '../../../server/contract/vocabulary.ts'
import { type LocalFrame, type TileAddress, tileBox } from '../../geo/local-frame.ts'
import { type Box, boxAround, openRing, type Point, signedArea } from '../../geo/ring.ts'
import type { GroundArea, GroundBuilding, GroundStreet, GroundTile } from './ground-tile.ts'

type ReadRings = (feature: VectorTileFeature) => Point[][]

/** Decodes a vector tile into metres of the local frame. An empty body gives an empty tile. */
export function decodeGroundTile(
  bytes: ArrayBuffer,
  address: TileAddress,
  frame: LocalFrame,
): GroundTile {
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(bytes)))
  const box = tileBox(frame, address)
  const read = ringReader(box)
  const featuresOf = (name: string): VectorTileFeature[] => {
    const layer = layers[name]
    return layer ? Array.from({ length: layer.length }, (_, place) => layer.feature(place)) : []
  }
  return {
    box,
    streets: featuresOf('street').flatMap((feature) => toStreets(feature, read)),
    landUses: inOrderOfId(featuresOf('land-use')).map((feature) =>
      toArea(feature, String(feature.properties.kind) as LandUseKind, read),
    ),
    waters: featuresOf('water').map((feature) =>
      toArea(feature, String(feature.properties.kind), read),
    ),
    buildings: featuresOf('building').flatMap((feature) => toBuildings(feature, read)),
  }
}

/** Later rows of land use are painted over earlier ones. */
function inOrderOfId(features: VectorTileFeature[]): VectorTileFeature[] {
  const idOf = (feature: VectorTileFeature) => Number(feature.id ?? feature.properties.id ?? 0)
  return features.sort((a, b) => idOf(a) - idOf(b))
}

function ringReader([west, south, east, north]: Box): ReadRings {
  return (feature) => {
    const [scaleX, scaleY] = [(east - west) / feature.extent, (north - south) / feature.extent]
    return feature
      .loadGeometry()
      .map((ring) => ring.map(({ x, y }): Point => [west + x * scaleX, north - y * scaleY]))
  }
}

function toStreets(feature: VectorTileFeature, read: ReadRings): GroundStreet[] {
  const { name, class: streetClass, width_meters: width } = feature.properties
  return read(feature).map((line) => ({
    name: typeof name === 'string' && name ? name : undefined,
    streetClass: String(streetClass) as StreetClass,
    widthMeters: Number(width),
    line,
    box: boxAround(line),
  }))
}

function toArea<Kind>(feature: VectorTileFeature, kind: Kind, read: ReadRings): GroundArea<Kind> {
  const rings = read(feature)
  return { kind, rings, box: boxAround(rings.flat()) }
}

function toBuildings(feature: VectorTileFeature, read: ReadRings): GroundBuilding[] {
  // Outer rings are clockwise once y points north; holes (courts) throw no shadow of their own.
  return read(feature)
    .filter((ring) => signedArea(ring) < 0)
    .map((ring) => ({
      heightMeters: Number(feature.properties.height_meters),
      ring: [...openRing(ring)].reverse(),
      box: boxAround(ring),
    }))
}
