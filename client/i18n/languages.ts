export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const storageKey = 'digital-community.language'

/** How the languages call themselves. */
export const languageNames: Record<Language, string> = { 'zh-CN': '中文', en: 'English' }

/** Closest language that there is: any Chinese is zh-CN, everything else English. */
export function toLanguage(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** `?lang=` before what was chosen earlier, before what the browser prefers. */
export function chooseLanguage(search: string, storage: Storage, preferred: string): Language {
  const asked = new URLSearchParams(search).get('lang')
  return toLanguage(asked ?? storage.getItem(storageKey) ?? preferred)
}

export function rememberLanguage(storage: Storage, language: Language): void {
  storage.setItem(storageKey, language)
}
