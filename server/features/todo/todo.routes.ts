import { TodoCounts, TodoPage, TodoParams, TodoQuery } from '../../contract/todo.ts'
import { type Api, type ApiDeps, jsonResponses, NoQuery } from '../../http/api.ts'
import { disconnectSignal } from '../../http/disconnect-signal.ts'
import { countTodo, listTodo } from './todo.queries.ts'

/** What is to be put right in the registry, for who keeps it. */
export function todoRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/todo',
    {
      config: { permission: 'registry.write' },
      schema: {
        operationId: 'countTodo',
        summary: 'How much is to be put right within reach, by kind',
        tags: ['todo'],
        querystring: NoQuery,
        response: jsonResponses(TodoCounts),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { items: await countTodo(actFor(request), disconnectSignal(reply)) }
    },
  )

  app.get(
    '/api/v1/todo/:kind',
    {
      config: { permission: 'registry.write' },
      schema: {
        operationId: 'listTodo',
        summary: 'What is to be put right of one kind, with its place; names are masked',
        tags: ['todo'],
        params: TodoParams,
        querystring: TodoQuery,
        response: jsonResponses(TodoPage),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { page = 1 } = request.query
      return listTodo(actFor(request), request.params.kind, page, disconnectSignal(reply))
    },
  )
}
