import type { PoolClient } from 'pg'
import { toPinyin } from '../../server/registry/pinyin.ts'
import type { Attributes } from './parse-attributes.ts'
import type { PolygonCoordinates } from './parse-footprint.ts'
import type { FeaturePlace, ImportReport } from './report.ts'

export interface Candidate {
  place: FeaturePlace
  /** Names the feature in its source. */
  key: string
  footprint: { polygons: PolygonCoordinates[]; isClosedByUs: boolean }
  attributes: Attributes
}

const BATCH_SIZE = 500
const MIN_SQUARE_METERS = 4
const MAX_SQUARE_METERS = 1_000_000

/** Writes the candidates as buildings and tells the report what became of each. */
export async function storeBuildings(
  client: PoolClient,
  candidates: readonly Candidate[],
  source: string,
  report: ImportReport,
): Promise<void> {
  const seenFootprints = new Map<string, number>()
  const usedKeys = new Set<string>()
  for (let start = 0; start < candidates.length; start += BATCH_SIZE) {
    const batch = candidates.slice(start, start + BATCH_SIZE)
    const shapes = await shapeFootprints(client, batch)
    const rows = batch.flatMap((candidate, index) => {
      const parts = shapes.filter((shape) => shape.candidate === index)
      return toRows(candidate, parts, { source, seenFootprints, usedKeys, report })
    })
    await writeRows(client, rows, source, report)
  }
}

interface Shape {
  candidate: number
  isRepaired: boolean
  squareMeters: number
  fingerprint: string
  /** Hex-encoded EWKB. */
  geometry: string
}

/** Valid polygons on the coordinate grid, counter-clockwise; one row per piece. */
async function shapeFootprints(client: PoolClient, batch: readonly Candidate[]): Promise<Shape[]> {
  const footprints = batch.map(({ footprint }, index) => ({
    candidate: index,
    geometry: { type: 'MultiPolygon', coordinates: footprint.polygons },
  }))
  const { rows } = await client.query<Shape>(
    `WITH given AS (
      SELECT candidate, part.geom
      FROM jsonb_to_recordset($1) AS given (candidate int, geometry jsonb)
      CROSS JOIN LATERAL ST_Dump(ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326)) AS part
    ),
    repaired AS (
      SELECT candidate, NOT ST_IsValid(geom) AS is_repaired,
        ST_ReducePrecision(ST_MakeValid(geom), 1e-7) AS geom
      FROM given
    ),
    piece AS (
      SELECT candidate, is_repaired,
        ST_ForcePolygonCCW((ST_Dump(ST_CollectionExtract(geom, 3))).geom) AS geom
      FROM repaired
    )
    SELECT candidate, is_repaired AS "isRepaired",
      ST_Area(geom::geography) AS "squareMeters",
      md5(ST_AsBinary(ST_Normalize(geom))) AS fingerprint,
      geom::text AS geometry
    FROM piece`,
    [JSON.stringify(footprints)],
  )
  return rows
}

interface Bookkeeping {
  source: string
  seenFootprints: Map<string, number>
  usedKeys: Set<string>
  report: ImportReport
}

function toRows(candidate: Candidate, parts: readonly Shape[], books: Bookkeeping) {
  const { report, seenFootprints } = books
  const { place, attributes, footprint } = candidate
  const wanted = parts.filter(
    ({ squareMeters }) => squareMeters >= MIN_SQUARE_METERS && squareMeters <= MAX_SQUARE_METERS,
  )
  if (wanted.length === 0) {
    report.add(place, 'skipped', toSizeRefusal(parts))
    return []
  }
  const fresh = wanted.filter(({ fingerprint }) => !seenFootprints.has(fingerprint))
  if (fresh.length === 0) {
    const twin = seenFootprints.get(wanted[0]?.fingerprint ?? '')
    report.add(place, 'skipped', `has the same footprint as feature ${twin}`)
    return []
  }
  for (const { fingerprint } of fresh) seenFootprints.set(fingerprint, place.feature)
  if (fresh.some(({ isRepaired }) => isRepaired)) report.add(place, 'repaired', 'crossed itself')
  if (footprint.isClosedByUs) report.add(place, 'repaired', 'its ring was not closed')
  for (const note of attributes.notes) report.add(place, 'assumed', note)
  return fresh.map((shape, part) => toRow(candidate, shape, part, books))
}

const toSizeRefusal = (parts: readonly Shape[]) =>
  parts.some(({ squareMeters }) => squareMeters > MAX_SQUARE_METERS)
    ? `is larger than ${MAX_SQUARE_METERS} m²`
    : `is smaller than ${MIN_SQUARE_METERS} m²`

/** Two features of one id with different footprints (pieces cut by a map tile) are both kept. */
function toRow(
  { place, key, attributes }: Candidate,
  shape: Shape,
  part: number,
  books: Bookkeeping,
) {
  const ownKey = part === 0 ? key : `${key}/${part + 1}`
  const sourceKey = books.usedKeys.has(ownKey)
    ? `${ownKey}#${shape.fingerprint.slice(0, 8)}`
    : ownKey
  books.usedKeys.add(sourceKey)
  const code = `${books.source}-${sourceKey}`
  const name = attributes.name ?? code
  const { full, initials } = toPinyin(name)
  return {
    ...{ line: place.line, feature: place.feature, source_key: sourceKey, code, name },
    ...{ pinyin: full, initials, use: attributes.use, geom: shape.geometry },
    floor_count: attributes.floorCount,
    height_meters: attributes.heightMeters,
    storey_height_meters: Math.min(
      20,
      Math.max(2, attributes.heightMeters / attributes.floorCount),
    ),
  }
}

/** Columns that a file tells; a building that has them all already is left untouched. */
const columns = [
  'name',
  'pinyin',
  'initials',
  'use',
  'floor_count',
  'height_meters',
  'storey_height_meters',
  'geom',
]
const differs = columns.map((column) =>
  column === 'geom'
    ? 'building.geom::bytea <> excluded.geom::bytea'
    : `building.${column} <> excluded.${column}`,
)

/** Adds new buildings and changes those of the same source and key that are told otherwise now. */
async function writeRows(
  client: PoolClient,
  rows: readonly ReturnType<typeof toRow>[],
  source: string,
  report: ImportReport,
): Promise<void> {
  const { rows: written } = await client.query<{ isNew: boolean; isUnassigned: boolean }>(
    `INSERT INTO building (code, ${columns.join(', ')}, source, source_key)
    SELECT code, ${columns.map((column) => (column === 'geom' ? 'geom::geometry' : column)).join(', ')},
      $2, source_key
    FROM jsonb_to_recordset($1) AS row (code text, name text, pinyin text, initials text,
      use text, floor_count int, height_meters real, storey_height_meters real,
      source_key text, geom text)
    ON CONFLICT (source, source_key) DO UPDATE
      SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}
      WHERE ${differs.join(' OR ')}
    RETURNING xmax = 0 AS "isNew", grid_id IS NULL AS "isUnassigned"`,
    [JSON.stringify(rows), source],
  )
  const newCount = written.filter(({ isNew }) => isNew).length
  report.takenCount += newCount
  report.updatedCount += written.length - newCount
  report.unchangedCount += rows.length - written.length
  report.unassignedCount += written.filter(({ isUnassigned }) => isUnassigned).length
}
