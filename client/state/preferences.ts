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

export interface FirstPreferences {
  /** What the address asks for; it comes before what was chosen earlier, and is not remembered. */
  readonly askedTheme: string | null
  readonly isTreeOpen: boolean
}

/** What this browser's user likes; the theme outlives the visit, nothing personal is kept. */
export function createPreferences(
  storage: Storage,
  { askedTheme, isTreeOpen }: FirstPreferences,
): PreferencesStore {
  return createStore<Preferences>()((set) => ({
    themeChoice: toThemeChoice(askedTheme) ?? toThemeChoice(storage.getItem(themeKey)) ?? 'auto',
    isTreeOpen,
    setThemeChoice: (themeChoice) => {
      storage.setItem(themeKey, themeChoice)
      set({ themeChoice })
    },
    setTreeOpen: (isOpen) => set({ isTreeOpen: isOpen }),
  }))
}

function toThemeChoice(text: string | null): ThemeChoice | undefined {
  return themeChoices.find((choice) => choice === text)
}
