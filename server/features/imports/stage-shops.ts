import { toCopyLine } from '../../db/copy-lines.ts'
import { toPinyin } from '../../registry/pinyin.ts'
import type { RosterShop } from './read-shop.ts'
import { digest, rowColumns, type StagedPlace, toArray } from './stage-persons.ts'

/** Columns of import_row that tell about a shop. */
export const shopColumns = [...rowColumns, 'building_id', 'shop'] as const

/** A row as COPY takes it. */
export function toShopLine(
  { batchId, line, raw }: StagedPlace,
  { reasons, buildingId, ...shop }: RosterShop,
): string {
  const { full: pinyin, initials } = toPinyin(shop.name ?? '')
  const told = JSON.stringify({ ...shop, pinyin, initials })
  return toCopyLine([
    ...[batchId, line, toArray(reasons), raw, digest([buildingId, shop])],
    ...[buildingId, told],
  ])
}
