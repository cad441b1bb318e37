import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import type { ExportFile, ExportRequest } from '../../../server/contract/exports.ts'
import type { TodoKind } from '../../../server/contract/todo.ts'
import { fetchFile } from '../../api/fetch-file.ts'
import { saveFile } from '../../ui/save-file.ts'

/** Which list is taken along. */
export type Exported = Pick<ExportRequest, 'list' | 'within'> | { todo: TodoKind }

/** Makes the file and hands it to the browser; the server writes down that it did. */
export function useExport(exported: Exported): UseMutationResult<void, Error, ExportFile> {
  return useMutation({
    mutationFn: async (file: ExportFile) => {
      const { blob, name } =
        'todo' in exported
          ? await fetchFile(`/api/v1/todo/${exported.todo}/export`, file)
          : await fetchFile('/api/v1/exports', { ...file, ...exported })
      saveFile(blob, name)
    },
  })
}
