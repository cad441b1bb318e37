import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { StatisticsQuery, StatisticsTable } from '../../contract/statistics.ts'
import { type Api, type ApiDeps, bodyResponses } from '../../http/api.ts'
import { type DataTopic, sendVersionedBody } from '../../http/versioned-body.ts'
import { countedCity } from './statistics.queries.ts'
import { toStatisticsCsv } from './statistics-csv.ts'
import { toStatisticsTable } from './statistics-table.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const CSV_TYPE = 'text/csv; charset=utf-8'

/** People, dwellings and shops in numbers, area by area. */
export function statisticsRoutes(app: Api, { actFor }: ApiDeps): void {
  const answer = (
    request: FastifyRequest<{ Querystring: StatisticsQuery }>,
    reply: FastifyReply,
    mediaType: string,
    write: (table: StatisticsTable) => string,
  ) =>
    sendVersionedBody(actFor(request), request, reply, {
      topics: topicsOf(request.query),
      statement: countedCity(request.query),
      mediaType,
      isKept: true,
      finish: (text) => write(toStatisticsTable(JSON.parse(text), request.query)),
      whenEmpty: () => reply.send(),
    })
  app.get(
    '/api/v1/statistics',
    {
      config: { permission: 'statistics.read' },
      schema: {
        operationId: 'getStatistics',
        summary: 'Counts per area and class; without small ones for who sees statistics only',
        tags: ['statistics'],
        querystring: StatisticsQuery,
        response: bodyResponses('application/json', StatisticsTable),
      },
    },
    (request, reply) => answer(request, reply, JSON_TYPE, JSON.stringify),
  )
  app.get(
    '/api/v1/statistics.csv',
    {
      config: { permission: 'statistics.read' },
      schema: {
        operationId: 'downloadStatistics',
        summary: 'The same as a file for a spreadsheet',
        tags: ['statistics'],
        querystring: StatisticsQuery,
        response: bodyResponses('text/csv', Type.String()),
      },
    },
    (request, reply) => {
      const { level, by } = request.query
      reply.header('content-disposition', `attachment; filename="statistics-${level}-${by}.csv"`)
      return answer(request, reply, CSV_TYPE, toStatisticsCsv)
    },
  )
}

const topicsOf = ({ by }: StatisticsQuery): DataTopic[] => [
  'area',
  by === 'trade' ? 'shop' : 'person',
]
