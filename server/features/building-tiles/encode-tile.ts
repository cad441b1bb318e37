import { MeshoptEncoder } from 'meshoptimizer/encoder'
import { toCoarseMesh, toFineMesh } from './building-mesh.ts'
import { GlbBuilder } from './glb-builder.ts'
import { addPropertyTable, buildingSchema } from './property-table.ts'
import type { TileBuilding } from './tile-building.ts'
import type { TileFrame } from './tile-frame.ts'
import type { TileMesh } from './tile-mesh.ts'
import {
  quantizePositions,
  toBuildingFloats,
  toFacadeShorts,
  toFeatureIdShorts,
  toNormalBytes,
} from './vertex-attributes.ts'

const BYTE = 5120
const SHORT = 5122
const UNSIGNED_SHORT = 5123
const UNSIGNED_INT = 5125
const FLOAT = 5126
const MAX_SHORT_INDEX = 65_535

const requiredExtensions = ['EXT_meshopt_compression', 'KHR_mesh_quantization']

export type TileLevel = 'coarse' | 'fine'

/**
 * Makes the binary glTF of a tile. The node's matrix puts it where it belongs on the Earth, so the
 * file is right on its own. Its axes are those of glTF (x east, y up, z south of the tile's frame);
 * a 3D Tiles client turns y up into z up before anything else.
 *
 * @param buildings at least one; their order is the order of the property table
 */
export async function encodeTile(
  buildings: readonly TileBuilding[],
  frame: TileFrame,
  level: TileLevel,
): Promise<Buffer> {
  await MeshoptEncoder.ready
  const isFine = level === 'fine'
  const mesh = isFine ? toFineMesh(buildings) : toCoarseMesh(buildings)
  const glb = new GlbBuilder()
  const { accessors, attributes, indices, stepMeters } = addMesh(glb, mesh, buildings)
  const featureIds = [{ featureCount: buildings.length, attribute: 0, propertyTable: 0 }]
  return glb.toGlb({
    asset: { version: '2.0', generator: 'Digital Community' },
    extensionsUsed: [...requiredExtensions, 'EXT_mesh_features', 'EXT_structural_metadata'],
    extensionsRequired: requiredExtensions,
    extensions: {
      EXT_structural_metadata: {
        schema: buildingSchema,
        propertyTables: [addPropertyTable(glb, buildings, { withTexts: isFine })],
      },
    },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, matrix: toNodeMatrix(frame, stepMeters) }],
    meshes: [
      {
        primitives: [
          { attributes, indices, material: 0, extensions: { EXT_mesh_features: { featureIds } } },
        ],
      },
    ],
    materials: [{ pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } }],
    accessors,
  })
}

function addMesh(glb: GlbBuilder, mesh: TileMesh, buildings: readonly TileBuilding[]) {
  const count = mesh.featureIds.length
  const { values, stepMeters, min, max } = quantizePositions(mesh)
  const hasShortIndices = count <= MAX_SHORT_INDEX
  const triangles = hasShortIndices
    ? Uint16Array.from(mesh.triangles)
    : Uint32Array.from(mesh.triangles)
  const view = (data: ArrayBufferView, byteStride: number) => glb.addVertices(data, byteStride)
  const accessors = [
    { bufferView: view(values, 8), componentType: SHORT, count, type: 'VEC3', min, max },
    {
      bufferView: view(toNormalBytes(mesh), 4),
      componentType: BYTE,
      normalized: true,
      count,
      type: 'VEC3',
    },
    {
      bufferView: view(toFeatureIdShorts(mesh), 4),
      componentType: UNSIGNED_SHORT,
      count,
      type: 'SCALAR',
    },
    { bufferView: view(toFacadeShorts(mesh), 8), componentType: SHORT, count, type: 'VEC4' },
    {
      bufferView: view(toBuildingFloats(mesh, buildings), 16),
      componentType: FLOAT,
      count,
      type: 'VEC4',
    },
    {
      bufferView: glb.addTriangles(triangles),
      componentType: hasShortIndices ? UNSIGNED_SHORT : UNSIGNED_INT,
      count: triangles.length,
      type: 'SCALAR',
    },
  ]
  const attributes = { POSITION: 0, NORMAL: 1, _FEATURE_ID_0: 2, _FACADE: 3, _BLD: 4 }
  return { accessors, attributes, indices: 5, stepMeters }
}

/**
 * Column-major matrix from glTF axes of the tile to ECEF in glTF axes. ECEF (x, y, z) is written
 * (x, z, -y), which the client's turn from y up to z up brings back.
 */
function toNodeMatrix({ origin, east, north, up }: TileFrame, stepMeters: number): number[] {
  const toGltf = ([x, y, z]: readonly number[], scale: number) => [
    (x ?? 0) * scale,
    (z ?? 0) * scale,
    -(y ?? 0) * scale,
  ]
  return [
    ...toGltf(east, stepMeters),
    0,
    ...toGltf(up, stepMeters),
    0,
    ...toGltf(north, -stepMeters),
    0,
    ...toGltf(origin, 1),
    1,
  ]
}
