import type { Shop } from '../../../server/contract/shops.ts'

/** What the shop trades in, in the language of the screen. */
export function tradeName(
  shop: Pick<Shop, 'tradeNameEn' | 'tradeNameZh'>,
  language: string,
): string {
  return language === 'en' ? shop.tradeNameEn : shop.tradeNameZh
}
