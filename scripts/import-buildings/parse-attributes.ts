import type { BuildingUse } from '../../server/contract/vocabulary.ts'

export interface FieldNames {
  name?: string | undefined
  height?: string | undefined
  floors?: string | undefined
  use?: string | undefined
}

export interface Attributes {
  name: string | undefined
  floorCount: number
  heightMeters: number
  use: BuildingUse
  /** What was unusable or had to be assumed. */
  notes: string[]
}

/** Usual height of a storey, where a file tells only floors or only height. */
const STOREY_METERS = 3

/** Name, height and floors of a feature; what is missing follows from what is there. */
export function parseAttributes(
  properties: Readonly<Record<string, unknown>>,
  fields: FieldNames,
): Attributes {
  const notes: string[] = []
  const read = (field: string | undefined, low: number, high: number) => {
    const value = field === undefined ? undefined : properties[field]
    if (value === undefined || value === null || value === '') return undefined
    const number = toNumber(value)
    if (number !== undefined && number >= low && number <= high) return number
    notes.push(`${field} "${String(value).slice(0, 40)}" is not usable`)
    return undefined
  }
  const height = read(fields.height, 1, 999)
  const floors = read(fields.floors, 1, 200)
  if (height === undefined && floors === undefined) {
    notes.push('neither height nor floors: taken as one floor')
  }
  const floorCount = Math.round(
    floors ?? Math.min(200, Math.max(1, (height ?? STOREY_METERS) / STOREY_METERS)),
  )
  return {
    name: toName(fields.name === undefined ? undefined : properties[fields.name]),
    floorCount,
    heightMeters: height ?? floorCount * STOREY_METERS,
    use: toUse(fields.use === undefined ? undefined : properties[fields.use]),
    notes,
  }
}

/** Numbers, also as text with a unit or a decimal comma: 23, "23.5", "23,5 m". */
function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const match = /^\s*([+-]?\d+(?:[.,]\d+)?)\s*(?:m|米|层|层楼)?\s*$/.exec(value)
  return match?.[1] === undefined ? undefined : Number(match[1].replace(',', '.'))
}

function toName(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const name = String(value).replaceAll(/\s+/g, ' ').trim().slice(0, 100)
  return name || undefined
}

/** Words of OpenStreetMap and our own. */
const useByWord: Record<string, BuildingUse> = {
  house: 'village-house',
  farm: 'village-house',
  tower: 'tower',
  commercial: 'commerce',
  commerce: 'commerce',
  retail: 'commerce',
  mall: 'commerce',
  hotel: 'commerce',
  office: 'office',
  school: 'school',
  university: 'school',
  kindergarten: 'school',
  hospital: 'hospital',
  industrial: 'industry',
  industry: 'industry',
  warehouse: 'industry',
  public: 'public',
  train_station: 'public',
  government: 'public',
}

const toUse = (value: unknown): BuildingUse =>
  (typeof value === 'string' ? useByWord[value.toLowerCase()] : undefined) ?? 'housing'
