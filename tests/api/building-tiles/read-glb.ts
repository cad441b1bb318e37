import { MeshoptDecoder } from 'meshoptimizer/decoder'

interface BufferView {
  buffer: number
  byteOffset?: number
  byteLength: number
  byteStride?: number
  target?: number
  extensions?: {
    EXT_meshopt_compression: {
      byteOffset: number
      byteLength: number
      byteStride: number
      count: number
      mode: string
    }
  }
}

interface Accessor {
  bufferView: number
  componentType: number
  count: number
  type: 'SCALAR' | 'VEC3' | 'VEC4'
}

/** The parts of the JSON chunk that the tests look at. */
export interface GlbDocument {
  asset: object
  extensionsUsed: string[]
  extensionsRequired?: string[]
  bufferViews: BufferView[]
  buffers: { byteLength: number; extensions?: object }[]
  accessors: Accessor[]
  nodes: { matrix: number[] }[]
  meshes: {
    primitives: {
      attributes: Record<string, number>
      indices: number
      extensions: { EXT_mesh_features: { featureIds: { featureCount: number }[] } }
    }[]
  }[]
  extensions: {
    EXT_structural_metadata: {
      propertyTables: {
        count: number
        properties: Record<string, { values: number; stringOffsets?: number }>
      }[]
    }
  }
}

export interface Glb {
  json: GlbDocument
  binary: Buffer
  /** Length in the header, and each chunk's alignment, as they must be. */
  isWellFormed: boolean
}

/** Splits a binary glTF into its chunks. */
export function readGlb(bytes: Buffer): Glb {
  const jsonLength = bytes.readUInt32LE(12)
  const binaryStart = 20 + jsonLength
  const binaryLength = bytes.readUInt32LE(binaryStart)
  return {
    json: JSON.parse(bytes.toString('utf8', 20, binaryStart)),
    binary: bytes.subarray(binaryStart + 8, binaryStart + 8 + binaryLength),
    isWellFormed:
      bytes.toString('latin1', 0, 4) === 'glTF' &&
      bytes.readUInt32LE(4) === 2 &&
      bytes.readUInt32LE(8) === bytes.length &&
      bytes.toString('latin1', 16, 20) === 'JSON' &&
      bytes.toString('latin1', binaryStart + 4, binaryStart + 8) === 'BIN\0' &&
      binaryStart % 8 === 0 &&
      binaryStart + 8 + binaryLength === bytes.length,
  }
}

/** Bytes of a buffer view, unpacked where they are packed. */
export async function readView({ json, binary }: Glb, index: number): Promise<Buffer> {
  const view = json.bufferViews[index]!
  const packed = view.extensions?.EXT_meshopt_compression
  if (!packed) {
    const start = view.byteOffset ?? 0
    return Buffer.from(binary.subarray(start, start + view.byteLength))
  }
  await MeshoptDecoder.ready
  const { byteOffset, byteLength, byteStride, count, mode } = packed
  const target = new Uint8Array(count * byteStride)
  const source = binary.subarray(byteOffset, byteOffset + byteLength)
  MeshoptDecoder.decodeGltfBuffer(target, count, byteStride, source, mode)
  return Buffer.from(target)
}

const componentReaders: Record<
  number,
  [size: number, read: (bytes: Buffer, at: number) => number]
> = {
  5120: [1, (bytes, at) => bytes.readInt8(at)],
  5122: [2, (bytes, at) => bytes.readInt16LE(at)],
  5123: [2, (bytes, at) => bytes.readUInt16LE(at)],
  5125: [4, (bytes, at) => bytes.readUInt32LE(at)],
  5126: [4, (bytes, at) => bytes.readFloatLE(at)],
}
const componentCounts = { SCALAR: 1, VEC3: 3, VEC4: 4 }

/** Elements of an accessor as they are stored, without normalisation. */
export async function readAccessor(glb: Glb, index: number): Promise<number[][]> {
  const { bufferView, componentType, count, type } = glb.json.accessors[index]!
  const bytes = await readView(glb, bufferView)
  const [size, read] = componentReaders[componentType]!
  const width = componentCounts[type]
  const stride = glb.json.bufferViews[bufferView]!.byteStride ?? size * width
  return Array.from({ length: count }, (_, element) =>
    Array.from({ length: width }, (_, part) => read(bytes, element * stride + part * size)),
  )
}

/** The same document without packing, which the validator can look into. */
export async function unpackGlb(glb: Glb): Promise<Buffer> {
  const parts: Buffer[] = []
  const bufferViews: BufferView[] = []
  let byteOffset = 0
  for (const [index, { extensions: _, ...view }] of glb.json.bufferViews.entries()) {
    const bytes = await readView(glb, index)
    const padded = Buffer.alloc(Math.ceil(bytes.length / 8) * 8)
    bytes.copy(padded)
    parts.push(padded)
    bufferViews.push({ ...view, buffer: 0, byteOffset, byteLength: bytes.length })
    byteOffset += padded.length
  }
  const extensionsUsed = glb.json.extensionsUsed.filter(
    (name) => name !== 'EXT_meshopt_compression',
  )
  const document = {
    ...glb.json,
    bufferViews,
    extensionsUsed,
    extensionsRequired: ['KHR_mesh_quantization'],
    buffers: [{ byteLength: byteOffset }],
  }
  return toGlb(Buffer.from(JSON.stringify(document)), Buffer.concat(parts))
}

function toGlb(json: Buffer, binary: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil(json.length / 4) * 4, ' ')
  json.copy(padded)
  const header = Buffer.alloc(20)
  header.write('glTF', 0, 'latin1')
  header.writeUInt32LE(2, 4)
  header.writeUInt32LE(28 + padded.length + binary.length, 8)
  header.writeUInt32LE(padded.length, 12)
  header.write('JSON', 16, 'latin1')
  const chunk = Buffer.alloc(8)
  chunk.writeUInt32LE(binary.length, 0)
  chunk.write('BIN\0', 4, 'latin1')
  return Buffer.concat([header, padded, chunk, binary])
}
