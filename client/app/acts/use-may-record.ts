import { useCityState } from '../../state/use-city-state.ts'
import { useMay } from '../../state/use-session.ts'

/** Whether acts may be recorded: by who keeps the registry, and never while a past day is shown. */
export function useMayRecord(): boolean {
  const isPast = useCityState((state) => state.asOf !== undefined)
  return useMay('registry.write') && !isPast
}
