import Type from 'typebox'
import {
  BlankFileQuery,
  ImportBatch,
  ImportPage,
  ImportPageQuery,
  ImportRowPage,
  ImportRowQuery,
  MappingQuery,
  NamedMappingList,
  RejectsQuery,
  RosterKindParams,
} from '../../contract/imports.ts'
import type { ActFor } from '../../http/acting.ts'
import {
  type Api,
  bodyResponses,
  emptyResponses,
  IdParams,
  jsonResponses,
  NoQuery,
} from '../../http/api.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import { streamBlankFile } from './blank-file.ts'
import type { ImportJobs } from './import-jobs.ts'
import { importNotFound, mappingNotFound } from './imports.errors.ts'
import {
  dropMapping,
  findImport,
  listImportRows,
  listImports,
  listMappings,
  noteRejectsDownload,
} from './imports.queries.ts'
import { streamRejects } from './rejects.ts'

export interface ImportDeps {
  actFor: ActFor
  /** The same on connections that can carry COPY. */
  copyFor: ActFor
  sealer: Sealer
  jobs: ImportJobs
}

const config = { permission: 'registry.write' } as const
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What became of imports, the rows that were not taken, blank files, remembered mappings. */
export function importRoutes(app: Api, { actFor, sealer }: ImportDeps): void {
  app.get(
    '/api/v1/imports',
    {
      config,
      schema: {
        operationId: 'listImports',
        summary: 'Imports, the newest first',
        tags: ['imports'],
        querystring: ImportPageQuery,
        response: jsonResponses(ImportPage),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { before, pageSize = 50 } = request.query
      return listImports(actFor(request), before, pageSize)
    },
  )
  app.get(
    '/api/v1/imports/:id',
    {
      config,
      schema: {
        operationId: 'getImport',
        summary: 'How far an import is, and how many rows came to what',
        tags: ['imports'],
        params: IdParams,
        querystring: NoQuery,
        response: jsonResponses(ImportBatch),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const batch = await findImport(actFor(request), request.params.id)
      if (!batch) throw importNotFound(request.params.id)
      return batch
    },
  )
  app.get(
    '/api/v1/imports/:id/rows',
    {
      config,
      schema: {
        operationId: 'listImportRows',
        summary:
          'Rows of an import with one outcome: what changes, why not, who may be meant; masked',
        tags: ['imports'],
        params: IdParams,
        querystring: ImportRowQuery,
        response: jsonResponses(ImportRowPage),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { outcome, after = 0, pageSize = 200 } = request.query
      return listImportRows(actFor(request), request.params.id, { outcome, after, pageSize })
    },
  )
  app.get(
    '/api/v1/imports/:id/rejects',
    {
      config,
      schema: {
        operationId: 'downloadImportRejects',
        summary:
          'The rows that were not taken, as they were written, with the reasons: to correct and send again. The audit notes that they were taken along',
        tags: ['imports'],
        params: IdParams,
        querystring: RejectsQuery,
        response: bodyResponses([WORKBOOK, 'text/csv'], Type.String()),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { format, lang } = request.query
      const database = actFor(request)
      const batch = await findImport(database, id)
      if (!batch || !(await noteRejectsDownload(database, id))) throw importNotFound(id)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="rejects-${id}.${format}"`)
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : WORKBOOK)
        .send(
          streamRejects(database, sealer, {
            ...{ batchId: id, columns: batch.columns, format, language: lang },
          }),
        )
    },
  )
  app.get(
    '/api/v1/imports/blank/:kind',
    {
      config,
      schema: {
        operationId: 'downloadBlankRoster',
        summary: 'A blank file of a form, with its columns',
        tags: ['imports'],
        params: RosterKindParams,
        querystring: BlankFileQuery,
        response: bodyResponses(WORKBOOK, Type.String()),
      },
    },
    async (request, reply) => {
      const { kind } = request.params
      await listImports(actFor(request), undefined, 1)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${kind}.xlsx"`)
        .type(WORKBOOK)
        .send(streamBlankFile(kind, request.query.lang))
    },
  )
  app.get(
    '/api/v1/import-mappings',
    {
      config,
      schema: {
        operationId: 'listImportMappings',
        summary: 'Mappings of columns that were remembered for a form',
        tags: ['imports'],
        querystring: MappingQuery,
        response: jsonResponses(NamedMappingList),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { items: await listMappings(actFor(request), request.query.kind) }
    },
  )
  app.delete(
    '/api/v1/import-mappings/:id',
    {
      config,
      schema: {
        operationId: 'deleteImportMapping',
        summary: 'Forgets a mapping',
        tags: ['imports'],
        params: IdParams,
        querystring: NoQuery,
        response: emptyResponses,
      },
    },
    async (request, reply) => {
      if (!(await dropMapping(actFor(request), request.params.id)))
        throw mappingNotFound(request.params.id)
      return reply.code(204).send()
    },
  )
}
