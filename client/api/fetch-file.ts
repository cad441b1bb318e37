import { ask } from './http.ts'

export interface FetchedFile {
  blob: Blob
  /** As the server names it. */
  name: string
}

/** Has a file made by the own server. @throws {ApiProblem} for everything but a good answer */
export async function fetchFile(path: string, body: object): Promise<FetchedFile> {
  const response = await ask(path, {
    method: 'POST',
    headers: { accept: '*/*', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const disposition = response.headers.get('content-disposition') ?? ''
  const name = /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'export'
  return { blob: await response.blob(), name }
}
