import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, languages, rememberLanguage } from './languages.ts'
import { translations } from './translations.ts'

/** Starts the translation; `<html lang>` and the title of the page follow the language. */
export async function startI18n(language: Language): Promise<i18n> {
  i18next.on('languageChanged', (current) => {
    document.documentElement.lang = current
    document.title = i18next.t('shell:title')
  })
  await i18next.use(initReactI18next).init({
    lng: language,
    supportedLngs: [...languages],
    fallbackLng: false,
    resources: translations,
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return i18next
}

/** Changes the language now and for the next visit. */
export async function switchLanguage(language: Language): Promise<void> {
  rememberLanguage(window.localStorage, language)
  await i18next.changeLanguage(language)
}
