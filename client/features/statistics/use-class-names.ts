import { useTranslation } from 'react-i18next'
import type { StatisticsTable } from '../../../server/contract/statistics.ts'

/** Names of the columns in the language of the screen. */
export function useClassNames({ by, columns }: StatisticsTable): string[] {
  const { t, i18n } = useTranslation()
  return columns.map(({ key, nameZh, nameEn }) => {
    const given = i18n.language === 'en' ? nameEn : nameZh
    if (given) return given
    if (by === 'sex' || by === 'tenure') return t(`vocabulary:${by}.${key}`)
    if (by === 'registration') return t(`statistics:registration.${key}`)
    if (by === 'household-size') {
      return t('statistics:size', { size: key, count: Number.parseInt(key, 10) })
    }
    return key
  })
}
