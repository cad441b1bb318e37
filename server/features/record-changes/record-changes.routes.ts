import {
  RecordChangeList,
  RecordChangeQuery,
  type RecordChangeQuery as Wanted,
} from '../../contract/record-changes.ts'
import { type Api, type ApiDeps, jsonResponses } from '../../http/api.ts'
import { type RecordKind, recordNotFound, recordOfWhat } from './record-changes.errors.ts'
import { listRecordChanges } from './record-changes.queries.ts'

/** Who has changed a record since it was read. */
export function recordChangeRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/record-changes',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'listRecordChanges',
        summary:
          'Life events and corrections of one person, household or dwelling that were recorded since a moment, with who recorded them: for who finds that a record has changed (412)',
        tags: ['life-events'],
        querystring: RecordChangeQuery,
        response: jsonResponses(RecordChangeList),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { kind, id } = toSubject(request.query)
      const items = await listRecordChanges(actFor(request), kind, id, request.query.since)
      if (!items) throw recordNotFound(kind, id)
      return { items }
    },
  )
}

/** @throws DomainError unless exactly one is named */
function toSubject(query: Wanted): { kind: RecordKind; id: number } {
  const named = (['person', 'household', 'dwelling'] as const).flatMap((kind) => {
    const id = query[kind]
    return id === undefined ? [] : [{ kind, id }]
  })
  const [subject, other] = named
  if (!subject || other) throw recordOfWhat()
  return subject
}
