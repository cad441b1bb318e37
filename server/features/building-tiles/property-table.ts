import { buildingUses } from '../../contract/vocabulary.ts'
import type { GlbBuilder } from './glb-builder.ts'
import type { TileBuilding } from './tile-building.ts'

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array

/** Stands for "not known" in builtYear and communityId. */
const NO_DATA = 0
/** Stands for a count of people that the tile's readers may not know. */
export const HIDDEN_COUNT = 2 ** 32 - 1

/** EXT_structural_metadata schema of all building tiles. */
export const buildingSchema = {
  id: 'digital_community',
  version: '1.0.0',
  enums: {
    buildingUse: {
      name: 'Building use',
      valueType: 'UINT8',
      values: buildingUses.map((name, value) => ({ name, value })),
    },
  },
  classes: {
    building: {
      name: 'Building',
      properties: {
        id: { type: 'SCALAR', componentType: 'UINT32', required: true },
        code: { type: 'STRING' },
        name: { type: 'STRING' },
        use: { type: 'ENUM', enumType: 'buildingUse', required: true },
        floors: { type: 'SCALAR', componentType: 'UINT8', required: true },
        heightMeters: { type: 'SCALAR', componentType: 'FLOAT32', required: true },
        builtYear: { type: 'SCALAR', componentType: 'UINT16', noData: NO_DATA },
        householdCount: { type: 'SCALAR', componentType: 'UINT32', noData: HIDDEN_COUNT },
        shopCount: { type: 'SCALAR', componentType: 'UINT32', required: true },
        communityId: { type: 'SCALAR', componentType: 'UINT32', noData: NO_DATA },
      },
    },
  },
} as const

/**
 * Adds the table whose row n describes feature n.
 *
 * @param withTexts whether code and name come too; the far view does without
 * @returns the table for `propertyTables`
 */
export function addPropertyTable(
  glb: GlbBuilder,
  buildings: readonly TileBuilding[],
  { withTexts }: { withTexts: boolean },
): object {
  const numbers = (values: Numbers) => ({ values: glb.addPlain(values) })
  const column = (pick: (building: TileBuilding) => number) => buildings.map(pick)
  const texts = withTexts
    ? {
        code: addTexts(
          glb,
          buildings.map(({ code }) => code),
        ),
        name: addTexts(
          glb,
          buildings.map(({ name }) => name),
        ),
      }
    : {}
  return {
    name: 'buildings',
    class: 'building',
    count: buildings.length,
    properties: {
      id: numbers(Uint32Array.from(column(({ id }) => id))),
      ...texts,
      use: numbers(Uint8Array.from(column(({ use }) => buildingUses.indexOf(use)))),
      floors: numbers(Uint8Array.from(column(({ floors }) => floors))),
      heightMeters: numbers(Float32Array.from(column(({ heightMeters }) => heightMeters))),
      builtYear: numbers(Uint16Array.from(column(({ builtYear }) => builtYear ?? NO_DATA))),
      householdCount: numbers(Uint32Array.from(column(({ householdCount }) => householdCount))),
      shopCount: numbers(Uint32Array.from(column(({ shopCount }) => shopCount))),
      communityId: numbers(Uint32Array.from(column(({ communityId }) => communityId ?? NO_DATA))),
    },
  }
}

/** All texts end to end, and where each begins; one more offset than texts. */
function addTexts(glb: GlbBuilder, texts: readonly string[]): object {
  const encoded = texts.map((text) => Buffer.from(text))
  const offsets = new Uint32Array(texts.length + 1)
  encoded.forEach((bytes, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + bytes.length
  })
  // A buffer view may not be empty.
  const bytes = Buffer.concat(encoded)
  return {
    values: glb.addPlain(bytes.length > 0 ? bytes : new Uint8Array(1)),
    stringOffsets: glb.addPlain(offsets),
    stringOffsetType: 'UINT32',
  }
}
