import { useMediaQuery } from '../../ui/use-media-query.ts'

/** Where the panels become a drawer and a sheet; the same width stands in shell.module.css. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 760px)')
}
