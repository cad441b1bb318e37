import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ImportBatch,
  ImportPage,
  ImportPreview,
  ImportRowPage,
  NamedMappingList,
  StartedImport,
} from '../../../server/contract/imports.ts'
import type { ImportOutcome, RosterKind, RosterMapping } from '../../../server/contract/rosters.ts'
import { getJson, sendForm, sendJson } from '../../api/http.ts'

const runningStates = ['reading', 'checking', 'applying', 'undoing'] as const

/** Whether a step is under way. */
export const isRunning = ({ state }: Pick<ImportBatch, 'state'>): boolean =>
  runningStates.some((one) => one === state)

const askAgainMilliseconds = 600

/** One import; asked for again as long as a step is under way. */
export function useImport(id: number) {
  return useQuery({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => getJson<ImportBatch>(`/api/v1/imports/${id}`, {}, signal),
    refetchInterval: ({ state: { data } }) =>
      data && isRunning(data) ? askAgainMilliseconds : false,
    staleTime: 0,
  })
}

/** Imports, the newest first, page by page. */
export function useImports() {
  return useInfiniteQuery({
    queryKey: ['imports'],
    queryFn: ({ signal, pageParam }) =>
      getJson<ImportPage>('/api/v1/imports', { before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  })
}

/** Rows of an import with one outcome, as far as somebody has scrolled. */
export function useImportRows(batch: ImportBatch, outcome: ImportOutcome) {
  return useInfiniteQuery({
    queryKey: ['imports', batch.id, 'rows', outcome, batch.state],
    queryFn: ({ signal, pageParam }) =>
      getJson<ImportRowPage>(
        `/api/v1/imports/${batch.id}/rows`,
        { outcome, after: pageParam },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 60_000,
  })
}

export function useMappings(kind: RosterKind) {
  return useQuery({
    queryKey: ['import-mappings', kind],
    queryFn: ({ signal }) => getJson<NamedMappingList>('/api/v1/import-mappings', { kind }, signal),
    staleTime: 0,
  })
}

export interface ChosenFile {
  file: File
  kind: RosterKind
  sheet?: string | undefined
}

export function usePreview() {
  return useMutation({
    mutationFn: ({ file, kind, sheet }: ChosenFile) =>
      sendForm<ImportPreview>('/api/v1/imports/preview', toForm({ kind, sheet }, file)),
  })
}

export interface ImportOrder extends ChosenFile {
  mapping: RosterMapping
  mappingName: string
  happenedOn: string
}

export function useStartImport() {
  return useMutation({
    mutationFn: ({ file, mapping, ...fields }: ImportOrder) =>
      sendForm<StartedImport>(
        '/api/v1/imports',
        toForm({ ...fields, mapping: JSON.stringify(mapping) }, file),
      ),
  })
}

/** Applies, cancels or undoes an import. */
export function useImportStep(id: number) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ step, reason }: { step: 'apply' | 'cancel' | 'undo'; reason?: string }) =>
      sendJson<StartedImport>(
        'POST',
        `/api/v1/imports/${id}/${step}`,
        reason === undefined ? undefined : { reason },
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  })
}

/** Fields that are empty stay away; the file comes last, so that the server knows them first. */
function toForm(fields: Record<string, string | undefined>, file: File): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) if (value) form.set(name, value)
  form.set('file', file)
  return form
}
