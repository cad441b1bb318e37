import 'cesium/Build/CesiumUnminified/Widgets/CesiumWidget/CesiumWidget.css'
import { useMemo } from 'react'
import { Viewer } from 'resium'
import { cesiumWidgetOptions } from '../../scene/viewer-options.ts'
import styles from './map-area.module.css'
import { SceneConnection } from './scene-connection.tsx'

/** Everything that Cesium's viewer would put around the map: the shell has its own. */
const noWidgets = {
  animation: false,
  baseLayerPicker: false,
  fullscreenButton: false,
  geocoder: false,
  homeButton: false,
  infoBox: false,
  navigationHelpButton: false,
  navigationInstructionsInitiallyVisible: false,
  sceneModePicker: false,
  selectionIndicator: false,
  showRenderLoopErrors: false,
  timeline: false,
} as const

interface MapViewProps {
  cityBounds: readonly [number, number, number, number]
}

/** Cesium's viewer, made once, bare. */
export function MapView({ cityBounds }: MapViewProps) {
  // Nothing of the city is credited to anyone; the status bar names what the map is made with.
  const creditContainer = useMemo(() => document.createElement('div'), [])
  return (
    <div className={styles.view}>
      <Viewer {...cesiumWidgetOptions} {...noWidgets} creditContainer={creditContainer}>
        <SceneConnection cityBounds={cityBounds} />
      </Viewer>
    </div>
  )
}
