import Type, { type Static } from 'typebox'
import { Id, OneOf } from './atoms.ts'
import { areaLevels } from './vocabulary.ts'

export const exportFormats = ['xlsx', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportLanguages = ['zh-CN', 'en'] as const
export type ExportLanguage = (typeof exportLanguages)[number]

export const exportLists = ['households', 'persons', 'shops'] as const
export type ExportList = (typeof exportLists)[number]

/** Above this an export is refused: a smaller area serves as well. */
export const MOST_EXPORTED = 100_000

const file = {
  format: OneOf(exportFormats),
  /** Of the headings and of what the lists of the product say in words. */
  language: OneOf(exportLanguages),
  /** What for, in words that the persons concerned may read one day. */
  purpose: Type.String({ minLength: 4, maxLength: 200, pattern: '\\S' }),
}

/** How a file is wanted. */
export const ExportFile = Type.Object(file, { additionalProperties: false })
export type ExportFile = Static<typeof ExportFile>

export const ExportRequest = Type.Object(
  {
    ...file,
    list: OneOf(exportLists),
    /** One area or one building. */
    within: Type.Object(
      { kind: OneOf([...areaLevels, 'building'] as const), id: Id },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type ExportRequest = Static<typeof ExportRequest>
