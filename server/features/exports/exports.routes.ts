import Type from 'typebox'
import {
  type ExportLanguage,
  type ExportList,
  ExportRequest,
  MOST_EXPORTED,
} from '../../contract/exports.ts'
import { type Heading, wordFor } from '../../exports/export-words.ts'
import { mediaTypes, sendTableFile } from '../../exports/table-file.ts'
import { tooMuchToExport } from '../../exports/too-much-to-export.ts'
import { type Api, type ApiDeps, bodyResponses, NoQuery } from '../../http/api.ts'
import type { WrittenCell } from '../../spreadsheets/xlsx/write-workbook.ts'
import { beginExport, readExport } from './exports.queries.ts'

const columns: Record<ExportList, readonly Heading[]> = {
  persons: [
    ...(['address', 'name', 'relation', 'sex', 'ageBand'] as const),
    ...(['identityNumber', 'phone', 'registration'] as const),
  ],
  households: ['address', 'headName', 'memberCount', 'elsewhereCount', 'verifiedOn'],
  shops: ['shopName', 'trade', 'address', 'building', 'floor', 'areaSquareMeters', 'openedOn'],
}

/** Lists of an area or a building as files. */
export function exportRoutes(app: Api, { actFor }: ApiDeps): void {
  app.post(
    '/api/v1/exports',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'exportList',
        summary:
          'Households, persons or shops of an area or a building as a workbook or CSV, masked as on the screen; the audit notes who, whose and what for',
        tags: ['exports'],
        querystring: NoQuery,
        body: ExportRequest,
        response: bodyResponses(Object.values(mediaTypes), Type.String()),
      },
    },
    async (request, reply) => {
      const { list, format, language, purpose } = request.body
      const database = actFor(request)
      const { ids, entry, by } = await beginExport(database, request.body)
      if (ids.length > MOST_EXPORTED) throw tooMuchToExport()
      return sendTableFile(reply, {
        ...{ name: list, format, language, columns: columns[list] },
        mark: { by, entry, purpose: purpose.trim() },
        rows: toCells(readExport(database, list, ids), list, language),
      })
    },
  )
}

async function* toCells(
  rows: AsyncIterable<Record<string, WrittenCell>>,
  list: ExportList,
  language: ExportLanguage,
): AsyncGenerator<WrittenCell[]> {
  for await (const row of rows) yield columns[list].map((heading) => toCell(row, heading, language))
}

function toCell(
  row: Record<string, WrittenCell>,
  heading: Heading,
  language: ExportLanguage,
): WrittenCell {
  if (heading === 'trade') return row[language === 'en' ? 'name_en' : 'name_zh'] ?? null
  const cell = row[heading] ?? null
  if (heading === 'relation' || heading === 'sex' || heading === 'registration') {
    return wordFor(heading, cell as string | null, language)
  }
  return cell
}
