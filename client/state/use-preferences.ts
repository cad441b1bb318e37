import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Preferences, PreferencesStore } from './preferences.ts'

export const PreferencesContext = createContext<PreferencesStore | undefined>(undefined)

/** @throws outside of the provider */
export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  const store = useContext(PreferencesContext)
  if (!store) throw new Error('No preferences above this component.')
  return useStore(store, select)
}
