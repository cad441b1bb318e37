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
  const response = await ask(toPath(path, query), signal)
  if (!response.ok) throw new ApiProblem(await readProblem(response))
  try {
    return (await response.json()) as T
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(transportProblems.unreadable)
  }
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

async function ask(path: string, signal: AbortSignal | undefined): Promise<Response> {
  const headers = { accept: 'application/json' }
  try {
    return await fetch(path, signal ? { headers, signal } : { headers })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(transportProblems.offline)
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
