import type { Language } from './languages.ts'

type Words = { [key: string]: string | Words }

const files = import.meta.glob<Words>('./*/*.json', { eager: true, import: 'default' })

/** Words by language and area, from `<language>/<area>.json`. */
export const translations = gather(files)

function gather(modules: Record<string, Words>): Record<Language, Record<string, Words>> {
  const gathered: Record<Language, Record<string, Words>> = { 'zh-CN': {}, en: {} }
  for (const [path, words] of Object.entries(modules)) {
    const [, language, area] = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
    if (language && area) gathered[language as Language][area] = words
  }
  return gathered
}
