import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../server/contract/search.ts'

/** What tells persons of the same masked name apart: sex, age, home. */
export function usePersonNote(): (item: SearchItem) => string {
  const { t } = useTranslation()
  return ({ sex, ageBand, detail }) =>
    [
      sex && t(`vocabulary:sex.${sex}`),
      ageBand && t('households:age', { band: ageBand }),
      detail || t('acts:noHome'),
    ]
      .filter(Boolean)
      .join(' · ')
}
