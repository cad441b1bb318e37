import { useMutation } from '@tanstack/react-query'
import type { RevealedPerson, RevealRequest } from '../../../server/contract/persons.ts'
import { sendJson } from '../../api/http.ts'

/** Asks for fields in clear; nothing of the answer stays in the cache. */
export function useReveal(personId: number) {
  return useMutation({
    mutationFn: (request: RevealRequest) =>
      sendJson<RevealedPerson>('POST', `/api/v1/persons/${personId}/reveal`, request),
    gcTime: 0,
  })
}
