import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCityState } from '../../state/use-city-state.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './map-controls.module.css'
import { useMapState } from './use-map-state.ts'

const zoomIn = 0.6
const topDownPitch = -75
const tiltedPitch = -40

/** Nearer, farther, north, home, from above or aslant. */
export function MapControls() {
  const { t } = useTranslation()
  const scene = useMapState((state) => state.scene)
  const isWithoutMap = useMapState(({ stage }) => stage === 'no-webgl' || stage === 'failed')
  const camera = useCityState((state) => state.camera)
  const heading = camera?.headingDegrees ?? 0
  const pitch = camera?.pitchDegrees ?? tiltedPitch
  const isTopDown = pitch < topDownPitch
  const [isUp, setUp] = useState(false)
  useEffect(() => setUp(isTopDown), [isTopDown])
  if (isWithoutMap) return null
  return (
    <div aria-label={t('map:controls')} className={styles.controls} role="toolbar">
      <IconButton
        icon="plus"
        label={t('map:zoomIn')}
        onClick={() => scene?.zoomBy(zoomIn)}
        shortcut="+"
        tooltipPlacement="left"
      />
      <IconButton
        icon="minus"
        label={t('map:zoomOut')}
        onClick={() => scene?.zoomBy(1 / zoomIn)}
        shortcut="−"
        tooltipPlacement="left"
      />
      <IconButton
        label={t('map:north')}
        onClick={() => scene?.faceNorth()}
        shortcut="N"
        tooltipPlacement="left"
      >
        <Compass headingDegrees={heading} />
      </IconButton>
      <IconButton
        icon="home"
        label={t('map:home')}
        onClick={() => scene?.flyHome()}
        shortcut="H"
        tooltipPlacement="left"
      />
      <IconButton
        isPressed={!isUp}
        label={t('map:tilted')}
        onClick={() => {
          scene?.rotateBy(0, (isUp ? tiltedPitch : -90) - pitch)
          setUp(!isUp)
        }}
        tooltipPlacement="left"
      >
        3D
      </IconButton>
    </div>
  )
}

/** The red tip points north. */
function Compass({ headingDegrees }: { headingDegrees: number }) {
  return (
    <svg
      aria-hidden="true"
      height="20"
      style={{ transform: `rotate(${-headingDegrees}deg)` }}
      viewBox="0 0 24 24"
      width="20"
    >
      <path d="M12 3 16 12H8Z" fill="#d9480f" />
      <path d="M12 21 8 12h8Z" fill="currentColor" opacity=".55" />
    </svg>
  )
}
