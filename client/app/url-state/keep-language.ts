import type { i18n } from 'i18next'

/**
 * Where the address asks for a language, the language that was switched to takes its place: loading
 * the page again must not undo the switch. An address that asks for none stays short.
 */
export function keepLanguageInAddress(language: i18n, window: Window): void {
  const rewrite = () => {
    const { pathname, search, hash } = window.location
    const next = withLanguage(search, language.language)
    if (next !== search) window.history.replaceState(null, '', `${pathname}${next}${hash}`)
  }
  language.on('languageChanged', rewrite)
  // Back and forward come to addresses from before the switch.
  window.addEventListener('popstate', rewrite)
}

/** The query with its `lang`, if it has one, set to the language. */
export function withLanguage(search: string, language: string): string {
  return search.replace(/([?&])lang=[^&]*/g, `$1lang=${language}`)
}
