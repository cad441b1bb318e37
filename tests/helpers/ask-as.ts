import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { TestApp } from './test-app.ts'

/** Asks with fixed headers: `ask('PUT', '/api/v1/…', body, { 'if-match': '"1"' })`. */
export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>

export function askAs(app: TestApp, own: Record<string, string>): Ask {
  return (method, url, payload, headers) => {
    const request: InjectOptions = { method, url, headers: { ...own, ...headers } }
    return app.injectBare(payload ? { ...request, payload } : request)
  }
}

/** Last part of the problem's type. */
export const codeOf = (answer: LightMyRequestResponse): string =>
  answer.statusCode < 400 ? '' : answer.json().type.replace('/problems/', '')

/** The header that shows the session which an answer has opened. */
export function cookieOf(answer: LightMyRequestResponse): { cookie: string } {
  const [cookie] = answer.cookies as { name: string; value: string }[]
  if (!cookie) throw new Error(`No session was opened: ${answer.body}`)
  return { cookie: `${cookie.name}=${cookie.value}` }
}
