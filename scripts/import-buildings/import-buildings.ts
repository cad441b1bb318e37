import { createHash } from 'node:crypto'
import type { Pool } from '../../server/db/pool.ts'
import { SetupError } from '../../server/db/setup-error.ts'
import { inTransaction } from '../../server/db/transaction.ts'
import { type FieldNames, parseAttributes } from './parse-attributes.ts'
import { parseFootprint } from './parse-footprint.ts'
import { ImportReport } from './report.ts'
import type { RawFeature } from './split-features.ts'
import { type Candidate, storeBuildings } from './store-buildings.ts'

/** What scripts/city/load writes as the source of its buildings. */
const DEMONSTRATION_SOURCE = 'generator'

const NOT_A_FEATURE = 'is not a GeoJSON feature'

export interface ImportOptions {
  fields: FieldNames
  /** Names the origin: by it and the key of a feature a second import knows its buildings again. */
  source: string
  isDryRun?: boolean
}

/**
 * Loads footprints as buildings, all or none. Each polygon of a MultiPolygon, and each piece into
 * which a repair cuts one, is a building of its own.
 *
 * @throws SetupError where no feature can be read, no coordinate can be degrees, or the source is
 * that of the demonstration city
 */
export async function importBuildings(
  pool: Pool,
  features: readonly RawFeature[],
  options: ImportOptions,
): Promise<ImportReport> {
  if (options.source === DEMONSTRATION_SOURCE) {
    throw new SetupError(
      `"${DEMONSTRATION_SOURCE}" is the source of the demonstration city: name another with --source.`,
    )
  }
  const report = new ImportReport()
  const candidates = readCandidates(features, options, report)
  await inTransaction(pool, async (client) => {
    await client.query('SAVEPOINT before_import')
    await storeBuildings(client, candidates, options.source, report)
    if (options.isDryRun) await client.query('ROLLBACK TO SAVEPOINT before_import')
  })
  return report
}

function readCandidates(
  features: readonly RawFeature[],
  options: ImportOptions,
  report: ImportReport,
): Candidate[] {
  report.featureCount = features.length
  let outOfRangeCount = 0
  let unreadableCount = 0
  const candidates = features.flatMap((raw, index) => {
    const candidate = toCandidate(raw, index + 1, options)
    if (!('refusal' in candidate)) return [candidate]
    if (candidate.isOutOfRange) outOfRangeCount++
    if (candidate.refusal === NOT_A_FEATURE) unreadableCount++
    report.add({ line: raw.line, feature: index + 1 }, 'skipped', candidate.refusal)
    return []
  })
  if (unreadableCount === features.length) {
    throw new SetupError('This file holds JSON, but no GeoJSON feature.')
  }
  if (outOfRangeCount > 0 && candidates.length === 0) {
    throw new SetupError(
      'The coordinates of this file are not longitude and latitude in degrees: convert it to EPSG:4326 first, for example with "ogr2ogr -t_srs EPSG:4326", and keep the order longitude, latitude.',
    )
  }
  return candidates
}

function toCandidate(raw: RawFeature, feature: number, { fields }: ImportOptions) {
  const parsed = parseFeature(raw.text)
  if (!parsed) return { refusal: NOT_A_FEATURE, isOutOfRange: false }
  const footprint = parseFootprint(parsed.geometry)
  if ('refusal' in footprint) return { isOutOfRange: false, ...footprint }
  const properties = parsed.properties ?? {}
  const id = parsed.id ?? properties.id ?? properties['@id']
  return {
    place: { line: raw.line, feature },
    key:
      typeof id === 'string' || typeof id === 'number'
        ? String(id).slice(0, 80)
        : hash(JSON.stringify(footprint.polygons)),
    footprint,
    attributes: parseAttributes(properties, fields),
  }
}

interface Feature {
  id?: unknown
  geometry?: unknown
  properties?: Record<string, unknown> | null
}

function parseFeature(text: string): Feature | undefined {
  try {
    const feature = JSON.parse(text)
    return feature.type === 'Feature' ? feature : undefined
  } catch {
    return undefined
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)
