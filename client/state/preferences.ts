import { createStore, type StoreApi } from 'zustand/vanilla'

export const themeChoices = ['light', 'dark', 'auto'] as const
export type ThemeChoice = (typeof themeChoices)[number]

export interface Preferences {
  themeChoice: ThemeChoice
  isTreeOpen: boolean
  setThemeChoice: (choice: ThemeChoice) => void
  setTreeOpen: (isOpen: boolean) => void
}

export type PreferencesStore = StoreApi<Preferences>

const themeKey = 'digital-community.theme'

/** What this browser's user likes; the theme outlives the visit, nothing personal is kept. */
export function createPreferences(storage: Storage, isTreeOpen: boolean): PreferencesStore {
  return createStore<Preferences>()((set) => ({
    themeChoice: readThemeChoice(storage),
    isTreeOpen,
    setThemeChoice: (themeChoice) => {
      storage.setItem(themeKey, themeChoice)
      set({ themeChoice })
    },
    setTreeOpen: (isOpen) => set({ isTreeOpen: isOpen }),
  }))
}

function readThemeChoice(storage: Storage): ThemeChoice {
  const stored = storage.getItem(themeKey)
  return themeChoices.find((choice) => choice === stored) ?? 'auto'
}
