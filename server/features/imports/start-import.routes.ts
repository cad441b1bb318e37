import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { ImportPreview, StartedImport } from '../../contract/imports.ts'
import { type Api, jsonResponses, NoQuery } from '../../http/api.ts'
import { MOST_FILE_BYTES, openSheet } from '../../spreadsheets/open-sheet.ts'
import { UnreadableFile } from '../../spreadsheets/unreadable-file.ts'
import { checkRoster } from './check-roster.ts'
import { listMissingFields } from './guess-mapping.ts'
import { columnsMissing, unreadableFile } from './imports.errors.ts'
import { beginImport, listImports, saveMapping } from './imports.queries.ts'
import type { ImportDeps } from './imports.routes.ts'
import { openRoster, type Roster } from './open-roster.ts'
import { type ImportForm, readForm } from './read-form.ts'
import { type ReceivedFile, receiveFile } from './receive-file.ts'

const config = { permission: 'registry.write' } as const

/** Bringing a file: a look into it, and the dry run. */
export async function startImportRoutes(app: Api, deps: ImportDeps): Promise<void> {
  const { actFor, copyFor, sealer, jobs } = deps
  await app.register(multipart, {
    limits: { fileSize: MOST_FILE_BYTES, files: 1, fields: 8, fieldSize: 16 * 1024 },
  })

  app.post(
    '/api/v1/imports/preview',
    {
      config,
      schema: {
        operationId: 'previewImport',
        summary:
          'What a file holds: its columns, what they are guessed to mean, first values. multipart/form-data with `file` and `kind` (household, person, shop), perhaps `sheet`; nothing is kept',
        tags: ['imports'],
        consumes: ['multipart/form-data'],
        querystring: NoQuery,
        response: jsonResponses(ImportPreview),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      // Whoever may not import is told before the file is read.
      await listImports(actFor(request), undefined, 1)
      return withRoster(request, deps, async (roster) => toPreview(roster))
    },
  )
  app.post(
    '/api/v1/imports',
    {
      config,
      schema: {
        operationId: 'startImport',
        summary:
          'Reads a roster and compares it with the registry, which changes nothing: GET tells how far it is. multipart/form-data with `file`, `kind` (household, person, shop) and perhaps `mapping` (JSON: header of the column by field; guessed without it), `mappingName` (remembers it), `sheet`, `happenedOn` (as of which day it is true; today)',
        tags: ['imports'],
        consumes: ['multipart/form-data'],
        querystring: NoQuery,
        response: jsonResponses(StartedImport),
      },
    },
    async (request) => {
      const database = actFor(request)
      const copying = copyFor(request)
      await listImports(database, undefined, 1)
      return withRoster(request, deps, async (roster, form, received) => {
        const mapping = form.mapping ?? roster.mapping
        const [missing] = listMissingFields(mapping, form.kind)
        if (missing) throw columnsMissing(missing, roster.columns)
        if (form.mappingName) await saveMapping(database, form.kind, form.mappingName, mapping)
        const { kind, happenedOn } = form
        const batchId = await beginImport(database, {
          ...{ kind, happenedOn, fileName: received.name, columns: roster.columns, mapping },
        })
        const work = received.keep()
        jobs.run(batchId, request.log, async (signal) => {
          try {
            await checkRoster({ database, copying, sealer, roster, kind, mapping, batchId, signal })
          } finally {
            await work.done()
          }
        })
        return { id: batchId }
      })
    },
  )
}

interface KeptFile extends ReceivedFile {
  /** The file stays open for work that goes on; `done` ends it. */
  keep(): { done(): Promise<void> }
}

/** Receives the file, looks into it, and lets it go unless the work goes on. */
async function withRoster<T>(
  request: FastifyRequest,
  { jobs }: ImportDeps,
  work: (roster: Roster, form: ImportForm, received: KeptFile) => Promise<T>,
): Promise<T> {
  const place = jobs.takePlace()
  let received: ReceivedFile | undefined
  let isKept = false
  const done = async () => {
    place.free()
    await received?.release()
  }
  try {
    received = await receiveFile(request)
    const form = readForm(received.fields)
    const roster = await openRoster(await openSheet(received.file, form.sheet), form.kind)
    const keep = () => {
      isKept = true
      return { done }
    }
    return await work(roster, form, { ...received, keep })
  } catch (error) {
    throw error instanceof UnreadableFile ? unreadableFile(error) : error
  } finally {
    if (!isKept) await done()
  }
}

const toPreview = ({ sheet, headerLine, columns, samples, mapping }: Roster): ImportPreview => ({
  ...{ format: sheet.format, encoding: sheet.encoding, delimiter: sheet.delimiter },
  ...{ sheets: [...sheet.names], sheet: sheet.name, headerLine, mapping },
  columns: columns.map((name, index) => ({ name, samples: samples[index] ?? [] })),
})
