import Type from 'typebox'
import { AuditExportQuery, AuditPage, AuditQuery } from '../../contract/audit.ts'
import { type Api, type ApiDeps, bodyResponses, jsonResponses } from '../../http/api.ts'
import { listAuditEntries, noteExport } from './audit.queries.ts'
import { streamAudit } from './audit-export.ts'

const mediaTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson' }

/** Who did or saw what: pages for the screen, everything for the file. */
export function auditRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/audit',
    {
      config: { permission: 'audit.read' },
      schema: {
        operationId: 'listAuditEntries',
        summary: 'The audit, newest first; persons appear by id',
        tags: ['audit'],
        querystring: AuditQuery,
        response: jsonResponses(AuditPage),
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store')
      return listAuditEntries(actFor(request), request.query)
    },
  )
  app.get(
    '/api/v1/audit/export',
    {
      config: { permission: 'audit.read' },
      schema: {
        operationId: 'exportAudit',
        summary: 'The audit as CSV or JSON Lines; the audit notes that it was taken along',
        tags: ['audit'],
        querystring: AuditExportQuery,
        response: bodyResponses(['text/csv', 'application/x-ndjson'], Type.String()),
      },
    },
    async (request, reply) => {
      const { format, ...filter } = request.query
      const database = actFor(request)
      const own = await noteExport(database, { format, ...filter })
      const name = `audit-${new Date().toISOString().slice(0, 10)}-${own}.${format}`
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${name}"`)
        .type(mediaTypes[format])
        .send(streamAudit(database, filter, own, format))
    },
  )
}
