import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { REVALIDATE } from './conditional.ts'

/** Files whose name or folder changes with their content. */
const IMMUTABLE_PATH = /\/(assets|cesium\/[^/]+)\//
const KEEP_FOREVER = 'public, max-age=31536000, immutable'
/** Addresses that are never a page of the client. */
const SERVER_PATH = /^\/(api|tiles|3d-tiles|health|docs|openapi\.json|assets|cesium)(\/|$)/

export type PageFallback = (
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply | undefined

/** The built client, where there is one. */
export async function serveClient(app: FastifyInstance, folder: string): Promise<void> {
  if (!hasClient(folder)) return
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    preCompressed: true,
    // What begins with a dot was never meant to be read.
    dotfiles: 'ignore',
    schemaHide: true,
    setHeaders(reply, path) {
      const isImmutable = IMMUTABLE_PATH.test(path.slice(folder.length))
      reply.header('cache-control', isImmutable ? KEEP_FOREVER : REVALIDATE)
    },
  })
}

/** Every other address that a browser opens is a view of the client, which reads it itself. */
export function pageFallback(folder: string): PageFallback {
  return (request, reply) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !SERVER_PATH.test(request.url.split('?', 1)[0] ?? '/') &&
      (request.headers.accept ?? '').includes('text/html') &&
      hasClient(folder)
    return isPage ? reply.sendFile('index.html') : undefined
  }
}

const hasClient = (folder: string) => existsSync(join(folder, 'index.html'))
