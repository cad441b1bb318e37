import { lazy, Suspense, useEffect } from 'react'
import { isWebGl2Available } from '../../scene/webgl.ts'
import { FailureBoundary } from '../../ui/failure-boundary.tsx'
import styles from './map-area.module.css'
import { MapNotice } from './map-notice.tsx'
import { useMapState } from './use-map-state.ts'

/** Cesium is most of the program: the shell paints first and this arrives by itself. */
const MapView = lazy(async () => ({ default: (await import('./map-view.tsx')).MapView }))

interface MapAreaProps {
  /** west, south, east, north in degrees; undefined until the city is known */
  cityBounds: readonly [number, number, number, number] | undefined
  /** Nothing is under way: the city could not be asked for, and the shell says so. */
  isHeld: boolean
}

/** The map, or what keeps it from being there. */
export function MapArea({ cityBounds, isHeld }: MapAreaProps) {
  const stage = useMapState((state) => state.stage)
  const setStage = useMapState((state) => state.setStage)
  useEffect(() => {
    if (isWebGl2Available()) {
      setStage('loading-program')
      void import('./map-view.tsx')
    } else setStage('no-webgl')
  }, [setStage])
  const isPossible = stage !== 'checking' && stage !== 'no-webgl' && stage !== 'failed'
  return (
    <div className={styles.area} data-stage={stage} data-testid="map">
      {isPossible && cityBounds && (
        <FailureBoundary onFailure={() => setStage('failed')}>
          <Suspense>
            <MapView cityBounds={cityBounds} />
          </Suspense>
        </FailureBoundary>
      )}
      {!isHeld && <MapNotice stage={stage} />}
    </div>
  )
}
