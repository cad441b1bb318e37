import { describe, expect, test } from 'vitest'
import { createPreferences } from '../../../../client/state/preferences.ts'

function storageOf(entries: Record<string, string> = {}): Storage {
  const kept = new Map(Object.entries(entries))
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage
}

const open = (storage: Storage, askedTheme: string | null = null) =>
  createPreferences(storage, { askedTheme, isTreeOpen: true }).getState()

describe('the theme', () => {
  test('follows the system until somebody chooses', () => {
    expect(open(storageOf()).themeChoice).toBe('auto')
    expect(open(storageOf(), 'neon').themeChoice).toBe('auto')
  })

  test('that was chosen is there at the next visit', () => {
    const storage = storageOf()
    open(storage).setThemeChoice('dark')
    expect(open(storage).themeChoice).toBe('dark')
  })

  test('that the address asks for comes first, and is not remembered', () => {
    const storage = storageOf()
    open(storage).setThemeChoice('light')
    expect(open(storage, 'dark').themeChoice).toBe('dark')
    expect(open(storage).themeChoice).toBe('light')
  })
})
