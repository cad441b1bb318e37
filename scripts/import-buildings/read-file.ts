import { readFile, stat } from 'node:fs/promises'
import { SetupError } from '../../server/db/setup-error.ts'
import { type RawFeature, splitFeatures } from './split-features.ts'

/** JavaScript keeps no longer text than this. */
const MAX_MEBIBYTES = 400

/**
 * The features of a GeoJSON file in degrees.
 *
 * @throws SetupError with a sentence where the file cannot be used at all
 */
export async function readFeatureFile(path: string): Promise<RawFeature[]> {
  const { features, collection } = splitOrRefuse(path, await readText(path))
  const crs = (collection.crs as { properties?: { name?: unknown } } | undefined)?.properties?.name
  if (typeof crs === 'string' && !/(CRS84|4326|4490)$/.test(crs)) {
    throw new SetupError(
      `${path} is in ${crs}: convert it to degrees first, for example with "ogr2ogr -t_srs EPSG:4326".`,
    )
  }
  return features
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > MAX_MEBIBYTES * 2 ** 20) {
      throw new SetupError(
        `${path} is larger than ${MAX_MEBIBYTES} MiB: split it and import the pieces.`,
      )
    }
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    if (error instanceof SetupError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    const sentences: Record<string, string> = {
      ENOENT: `There is no file ${path}.`,
      EISDIR: `${path} is a folder: name a GeoJSON file.`,
      EACCES: `${path} may not be read: check its permissions.`,
    }
    throw new SetupError(sentences[code ?? ''] ?? `${path} cannot be read: ${message}.`)
  }
}

function splitOrRefuse(path: string, text: string) {
  try {
    return splitFeatures(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new SetupError(`${path} is not GeoJSON: ${error.message}.`)
  }
}
