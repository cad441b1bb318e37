import { MeshoptEncoder } from 'meshoptimizer/encoder'

const GLB_MAGIC = 0x46546c67
const JSON_CHUNK = 0x4e4f534a
const BINARY_CHUNK = 0x004e4942
const ARRAY_BUFFER = 34962
const ELEMENT_ARRAY_BUFFER = 34963
/** Property tables want 8, everything else less. */
const ALIGNMENT = 8

interface BufferView {
  buffer: number
  byteOffset: number
  byteLength: number
  byteStride?: number
  target?: number
  extensions?: object
}

/**
 * Collects the binary parts of one glTF. Vertices and indices are stored by
 * EXT_meshopt_compression: buffer 0 holds the packed bytes, buffer 1 exists only as the space
 * that they unpack into.
 */
export class GlbBuilder {
  readonly #views: BufferView[] = []
  readonly #parts: Uint8Array[] = []
  #byteLength = 0
  #unpackedByteLength = 0

  /** Adds bytes as they are. @returns the index of their buffer view */
  addPlain(data: ArrayBufferView): number {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    return this.#push({ buffer: 0, byteOffset: this.#append(bytes), byteLength: bytes.length })
  }

  /** Adds vertex data of a fixed stride (a multiple of 4). @returns the index of its view */
  addVertices(data: ArrayBufferView, byteStride: number): number {
    return this.#addPacked(data, byteStride, 'ATTRIBUTES')
  }

  /** Adds corners of triangles. @returns the index of their view */
  addTriangles(data: Uint16Array | Uint32Array): number {
    return this.#addPacked(data, data.BYTES_PER_ELEMENT, 'TRIANGLES')
  }

  /** Puts the document together; `buffers` and `bufferViews` are added to it here. */
  toGlb(document: object): Buffer {
    const binary = Buffer.concat(this.#parts)
    const buffers = [
      { byteLength: binary.length },
      {
        byteLength: this.#unpackedByteLength,
        extensions: { EXT_meshopt_compression: { fallback: true } },
      },
    ]
    const text = JSON.stringify({ ...document, buffers, bufferViews: this.#views })
    const json = Buffer.from(text)
    const paddedJson = Buffer.alloc(alignUp(json.length + 20) - 20, ' ')
    json.copy(paddedJson)
    const header = Buffer.alloc(12)
    header.writeUInt32LE(GLB_MAGIC, 0)
    header.writeUInt32LE(2, 4)
    header.writeUInt32LE(12 + 8 + paddedJson.length + 8 + binary.length, 8)
    return Buffer.concat([
      header,
      toChunkHeader(paddedJson.length, JSON_CHUNK),
      paddedJson,
      toChunkHeader(binary.length, BINARY_CHUNK),
      binary,
    ])
  }

  #addPacked(data: ArrayBufferView, byteStride: number, mode: 'ATTRIBUTES' | 'TRIANGLES'): number {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    const count = bytes.length / byteStride
    const packed = MeshoptEncoder.encodeGltfBuffer(bytes, count, byteStride, mode)
    const byteOffset = this.#unpackedByteLength
    this.#unpackedByteLength = alignUp(byteOffset + bytes.length)
    const isVertices = mode === 'ATTRIBUTES'
    return this.#push({
      buffer: 1,
      byteOffset,
      byteLength: bytes.length,
      ...(isVertices ? { byteStride } : {}),
      target: isVertices ? ARRAY_BUFFER : ELEMENT_ARRAY_BUFFER,
      extensions: {
        EXT_meshopt_compression: {
          buffer: 0,
          byteOffset: this.#append(packed),
          byteLength: packed.length,
          byteStride,
          count,
          mode,
        },
      },
    })
  }

  #append(bytes: Uint8Array): number {
    const byteOffset = this.#byteLength
    const padding = alignUp(byteOffset + bytes.length) - byteOffset - bytes.length
    this.#parts.push(bytes, new Uint8Array(padding))
    this.#byteLength += bytes.length + padding
    return byteOffset
  }

  #push(view: BufferView): number {
    this.#views.push(view)
    return this.#views.length - 1
  }
}

function toChunkHeader(byteLength: number, type: number): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32LE(byteLength, 0)
  header.writeUInt32LE(type, 4)
  return header
}

function alignUp(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT
}
