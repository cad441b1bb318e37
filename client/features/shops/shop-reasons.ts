import type { TFunction } from 'i18next'

/** Ready sentences for why something is recorded about a shop. */
export const shopReasons = (t: TFunction): string[] => [
  ...[t('shops:reasons.told'), t('acts:reasons.seen'), t('shops:reasons.document')],
]
