import { useCallback, useEffect, useState } from 'react'
import type { MeasureKind, MeasureResult } from '../../scene/scene-types.ts'
import { useMapState } from './use-map-state.ts'

export interface Measuring {
  kind: MeasureKind | undefined
  result: MeasureResult | undefined
  start: (kind: MeasureKind) => void
  /** @returns whether something was being measured */
  end: () => boolean
}

/** A measurement on the map: starts anew for the same kind, ends with the scene. */
export function useMeasuring(): Measuring {
  const scene = useMapState((state) => state.scene)
  const [session, setSession] = useState<{ kind: MeasureKind }>()
  const [result, setResult] = useState<MeasureResult>()
  useEffect(() => {
    setResult(undefined)
    if (!scene || !session) return undefined
    const measuring = scene.measure(session.kind, setResult)
    return () => measuring.stop()
  }, [scene, session])
  const isMeasuring = session !== undefined
  const end = useCallback(() => {
    setSession(undefined)
    return isMeasuring
  }, [isMeasuring])
  const start = useCallback((kind: MeasureKind) => setSession({ kind }), [])
  return { kind: session?.kind, result, start, end }
}
