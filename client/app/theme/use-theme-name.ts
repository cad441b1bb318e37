import { createContext, useContext } from 'react'
import type { ThemeName } from '../../ui/antd-theme.ts'

export const ThemeNameContext = createContext<ThemeName>('light')

/** The theme that is on: the user's choice, or the system's where the choice is "auto". */
export function useThemeName(): ThemeName {
  return useContext(ThemeNameContext)
}
