import { expect, test } from 'vitest'
import enPersons from '../../../../client/i18n/en/persons.json' with { type: 'json' }
import en from '../../../../client/i18n/en/vocabulary.json' with { type: 'json' }
import zhPersons from '../../../../client/i18n/zh-CN/persons.json' with { type: 'json' }
import zh from '../../../../client/i18n/zh-CN/vocabulary.json' with { type: 'json' }
import { exportVocabulary } from '../../../../server/exports/export-words.ts'

test.each([
  ['relation', zh.relation, en.relation],
  ['sex', zh.sex, en.sex],
  ['registration', zhPersons.registration, enPersons.registration],
] as const)('files say %s as the screen does', (list, chinese, english) => {
  const words = Object.entries(exportVocabulary[list])
  expect(Object.fromEntries(words.map(([value, word]) => [value, word['zh-CN']]))).toEqual(chinese)
  expect(Object.fromEntries(words.map(([value, word]) => [value, word.en]))).toEqual(english)
})
