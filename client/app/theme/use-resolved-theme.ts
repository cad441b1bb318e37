import { useEffect } from 'react'
import { usePreferences } from '../../state/use-preferences.ts'
import type { ThemeName } from '../../ui/antd-theme.ts'
import { useMediaQuery } from '../../ui/use-media-query.ts'

/** Resolves the choice and marks the page with it, for tokens.css. */
export function useResolvedTheme(): ThemeName {
  const choice = usePreferences((preferences) => preferences.themeChoice)
  const isSystemDark = useMediaQuery('(prefers-color-scheme: dark)')
  const name = choice === 'auto' ? (isSystemDark ? 'dark' : 'light') : choice
  useEffect(() => {
    document.documentElement.dataset.theme = name
  }, [name])
  return name
}
