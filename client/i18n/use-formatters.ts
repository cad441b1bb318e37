import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createFormatters, type Formatters } from './formatters.ts'

/** Formatters of the current language. */
export function useFormatters(): Formatters {
  const { i18n } = useTranslation()
  return useMemo(() => createFormatters(i18n.language), [i18n.language])
}
