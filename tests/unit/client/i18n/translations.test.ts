import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

type Words = { [key: string]: string | Words }

const root = join(import.meta.dirname, '../../../../client')
const plural = /_(zero|one|two|few|many|other)$/

function readLanguage(language: string): Map<string, string> {
  const words = new Map<string, string>()
  for (const file of globSync('*.json', { cwd: join(root, 'i18n', language) })) {
    const area = file.replace('.json', '')
    const content = JSON.parse(readFileSync(join(root, 'i18n', language, file), 'utf8')) as Words
    for (const [key, text] of flatten(content)) words.set(`${area}:${key}`, text)
  }
  return words
}

function flatten(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
}

const chinese = readLanguage('zh-CN')
const english = readLanguage('en')
const plain = (words: Map<string, string>) =>
  new Set([...words.keys()].map((key) => key.replace(plural, '')))
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

const source = globSync('**/*.{ts,tsx}', { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')
const usedKeys = new Set(
  [...source.matchAll(/'([a-z]+:[a-z][\w.-]*)'/gi)].map(([, key]) => key ?? ''),
)
const usedPrefixes = [...source.matchAll(/`([a-z]+:[\w.-]*)\$\{/gi)].map(
  ([, prefix]) => prefix ?? '',
)

describe('the words of the interface', () => {
  test('are the same set in Chinese and English', () => {
    expect([...plain(chinese)].sort()).toEqual([...plain(english)].sort())
  })

  test('have the same placeholders in both languages', () => {
    const differing = [...english].filter(([key, text]) => {
      const other = chinese.get(key) ?? chinese.get(key.replace(plural, '_other')) ?? ''
      return placeholders(text).join() !== placeholders(other).join()
    })
    expect(differing.map(([key]) => key)).toEqual([])
  })

  test('exist for every key in the source', () => {
    const areas = new Set([...english.keys()].map((key) => key.split(':')[0]))
    const known = plain(english)
    const missing = [...usedKeys].filter((key) => areas.has(key.split(':')[0]) && !known.has(key))
    expect(missing).toEqual([])
    const empty = usedPrefixes.filter((prefix) => {
      const isOurs = areas.has(prefix.split(':')[0])
      return isOurs && ![...known].some((key) => key.startsWith(prefix))
    })
    expect(empty).toEqual([])
  })

  test('are all used', () => {
    const unused = [...plain(english)].filter(
      (key) => !usedKeys.has(key) && !usedPrefixes.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })
})
