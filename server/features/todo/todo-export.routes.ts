import Type from 'typebox'
import { ExportFile, MOST_EXPORTED } from '../../contract/exports.ts'
import { type TodoKind, TodoParams } from '../../contract/todo.ts'
import type { Heading } from '../../exports/export-words.ts'
import { mediaTypes, sendTableFile } from '../../exports/table-file.ts'
import { tooMuchToExport } from '../../exports/too-much-to-export.ts'
import { type Api, type ApiDeps, bodyResponses, NoQuery } from '../../http/api.ts'
import type { WrittenCell } from '../../spreadsheets/xlsx/write-workbook.ts'
import { beginTodoExport, readTodoExport, type TodoExportRow } from './todo-export.queries.ts'

/** What a list of this kind tells beside the address. */
const columnsOf = (kind: TodoKind): (Heading & keyof TodoExportRow)[] => {
  if (kind === 'likely-duplicates') return ['name', 'address', 'otherName', 'otherAddress']
  if (kind === 'unverified-households') return ['address', 'name', 'verifiedOn']
  return kind === 'persons-without-dwelling' || kind === 'households-without-head'
    ? ['name', 'address']
    : ['address']
}

/** To-do lists as files. */
export function todoExportRoutes(app: Api, { actFor }: ApiDeps): void {
  app.post(
    '/api/v1/todo/:kind/export',
    {
      config: { permission: 'registry.write' },
      schema: {
        operationId: 'exportTodo',
        summary:
          'A to-do list as a workbook or CSV, masked as on the screen; the audit notes who, whose and what for',
        tags: ['exports'],
        params: TodoParams,
        querystring: NoQuery,
        body: ExportFile,
        response: bodyResponses(Object.values(mediaTypes), Type.String()),
      },
    },
    async (request, reply) => {
      const { kind } = request.params
      const { format, language, purpose } = request.body
      const database = actFor(request)
      const { lines, entry, by } = await beginTodoExport(database, kind, request.body)
      if (lines.length > MOST_EXPORTED) throw tooMuchToExport()
      const columns = columnsOf(kind)
      return sendTableFile(reply, {
        ...{ name: kind, format, language, columns },
        mark: { by, entry, purpose: purpose.trim() },
        rows: toCells(readTodoExport(database, kind, lines), columns),
      })
    },
  )
}

async function* toCells(
  rows: AsyncIterable<TodoExportRow>,
  columns: readonly (keyof TodoExportRow)[],
): AsyncGenerator<WrittenCell[]> {
  for await (const row of rows) yield columns.map((column) => row[column])
}
