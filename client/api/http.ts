import type { Problem } from '../../server/contract/atoms.ts'
import { ApiProblem, transportProblems } from './api-problem.ts'

type QueryValue = string | number | boolean | undefined

/**
 * Asks the own server for JSON. The browser keeps answers and asks again by ETag.
 * @throws {ApiProblem} for everything but a good answer; an AbortError when `signal` says so
 */
export async function getJson<T>(
  path: string,
  query: Record<string, QueryValue> = {},
  signal?: AbortSignal,
): Promise<T> {
  return readJson<T>(await ask(toPath(path, query), signal ? { signal } : {}))
}

/** What was read, and the entity tag that a change of it is based on. */
export interface Tagged<T> {
  body: T
  etag: string
  /** When the server gave it, to the second: 2026-03-01T08:15:00Z. */
  readAt: string
}

/** As {@link getJson}, for what is going to be changed: `etag` is sent back as If-Match. */
export async function getTagged<T>(
  path: string,
  query: Record<string, QueryValue> = {},
  signal?: AbortSignal,
): Promise<Tagged<T>> {
  const response = await ask(toPath(path, query), signal ? { signal } : {})
  const { headers } = response
  return {
    body: await readJson<T>(response),
    etag: headers.get('etag') ?? '',
    readAt: new Date(headers.get('date') ?? Date.now()).toISOString(),
  }
}

/**
 * Changes something on the own server.
 * @returns the answer; undefined where the server has nothing to say
 * @throws {ApiProblem} for everything but a good answer
 */
export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<T> {
  const response = await ask(path, {
    method,
    ...(signal && { signal }),
    ...(body === undefined
      ? { headers }
      : {
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
  })
  return response.status === 204 ? (undefined as T) : readJson<T>(response)
}

/**
 * Sends a file with the fields beside it.
 * @throws {ApiProblem} for everything but a good answer
 */
export async function sendForm<T>(path: string, form: FormData, signal?: AbortSignal): Promise<T> {
  const init = { method: 'POST', body: form, ...(signal && { signal }) }
  return readJson<T>(await ask(path, init))
}

/** Path with its query; undefined values are left out. */
export function toPath(path: string, query: Record<string, QueryValue>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** Asks and gives the answer as it comes. @throws {ApiProblem} for everything but a good one */
export async function ask(path: string, init: RequestInit): Promise<Response> {
  const headers = { accept: 'application/json', ...init.headers }
  let response: Response
  try {
    response = await fetch(path, { ...init, headers })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiProblem(transportProblems.offline)
  }
  if (!response.ok) throw new ApiProblem(await readProblem(response))
  return response
}

async function readJson<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new ApiProblem(transportProblems.unreadable)
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = { type: `http-${response.status}`, title: response.statusText }
  try {
    const body = (await response.json()) as Partial<Problem>
    return { ...fallback, ...body, status: response.status }
  } catch {
    return { ...fallback, status: response.status }
  }
}
