import type { SearchItem, SearchResult } from '../../server/contract/search.ts'
import { sendJson } from './http.ts'

/** What the search box finds of one kind, the best first. @throws ApiProblem */
export async function findItems(
  kind: SearchItem['kind'],
  text: string,
  signal: AbortSignal,
): Promise<SearchItem[]> {
  const wanted = { q: text, kinds: [kind], limit: 50 }
  return (await sendJson<SearchResult>('POST', '/api/v1/search', wanted, {}, signal)).items
}
