import { promisify } from 'node:util'
import { brotliCompress, constants, gunzip, gzip } from 'node:zlib'

/** A tile as it goes over the wire. */
export interface CompressedTile {
  readonly brotli: Buffer
  readonly gzip: Buffer
}

const BROTLI_QUALITY = 8

/** Compresses in zlib's own threads, twice, because plain HTTP is not offered brotli everywhere. */
export async function compressTile(glb: Buffer): Promise<CompressedTile> {
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(glb, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: glb.length,
      },
    }),
    promisify(gzip)(glb),
  ])
  return { brotli, gzip: gzipped }
}

/** The tile itself, for the rare client that takes no compression. */
export async function decompressTile(tile: CompressedTile): Promise<Buffer> {
  return promisify(gunzip)(tile.gzip)
}
