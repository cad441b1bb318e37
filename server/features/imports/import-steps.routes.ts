import { StartedImport, UndoneImport } from '../../contract/imports.ts'
import { type Api, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { importNotFound } from './imports.errors.ts'
import { cancelImport } from './imports.queries.ts'
import type { ImportDeps } from './imports.routes.ts'
import { applyImport, beginStep, undoImport } from './write-import.ts'

const config = { permission: 'registry.write' } as const
const describe = (operationId: string, summary: string) => ({
  ...{ operationId, summary, tags: ['imports'], params: IdParams, querystring: NoQuery },
  response: jsonResponses(StartedImport),
})

/** Applying, cancelling and undoing; what takes long goes on when the request is answered. */
export function importStepRoutes(app: Api, { actFor, jobs }: ImportDeps): void {
  app.post(
    '/api/v1/imports/:id/apply',
    {
      config,
      schema: describe(
        'applyImport',
        'Begins to apply a checked import, or goes on with it: GET tells how far it is',
      ),
    },
    async (request) => {
      const { id } = request.params
      const database = actFor(request)
      if (!(await beginStep(database, id, 'applying', null))) throw importNotFound(id)
      jobs.run(id, request.log, (signal) => applyImport(database, id, signal))
      return { id }
    },
  )
  app.post(
    '/api/v1/imports/:id/cancel',
    {
      config,
      schema: describe(
        'cancelImport',
        'Ends the step under way, or gives a checked import up. What was applied stays, and can be gone on with or undone',
      ),
    },
    async (request) => {
      const { id } = request.params
      if (!(await cancelImport(actFor(request), id))) throw importNotFound(id)
      return { id }
    },
  )
  app.post(
    '/api/v1/imports/:id/undo',
    {
      config,
      schema: {
        ...describe(
          'undoImport',
          'Begins to take an import back as a whole; refused where something was built on it since',
        ),
        body: UndoneImport,
      },
    },
    async (request) => {
      const { id } = request.params
      const database = actFor(request)
      const begun = await beginStep(database, id, 'undoing', request.body.reason.trim())
      if (!begun) throw importNotFound(id)
      jobs.run(id, request.log, (signal) => undoImport(database, id, signal))
      return { id }
    },
  )
}
