import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../server/contract/overview.ts'
import { Totals } from '../../features/overview/totals.tsx'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { useMapState } from '../map/use-map-state.ts'
import { chooseScaleBar, scaleRatio } from './scale-bar.ts'
import styles from './status-bar.module.css'

/** Totals on the left; place, direction and scale of the view on the right. */
export function StatusBar({ overview }: { overview: Overview | undefined }) {
  const { t } = useTranslation()
  const { position, number } = useFormatters()
  const pointer = usePointerPosition()
  const camera = useCityState((state) => state.camera)
  const place = pointer ?? (camera && ([camera.longitude, camera.latitude] as const))
  return (
    <footer className={styles.bar}>
      {overview && <Totals overview={overview} />}
      <div className={styles.view}>
        {place && (
          <span className={styles.position} data-testid="pointer-position">
            {position(place[0], place[1])}
          </span>
        )}
        {camera && (
          <span title={t('map:heading')}>
            {t('map:headingShort', { degrees: number(Math.round(camera.headingDegrees) % 360, 0) })}
          </span>
        )}
        <Scale />
        <span className={styles.made}>{t('map:attribution')}</span>
      </div>
    </footer>
  )
}

function Scale() {
  const { t } = useTranslation()
  const { length, count } = useFormatters()
  const scene = useMapState((state) => state.scene)
  // The camera's place is not read, but whenever it rests elsewhere the scale is another.
  const camera = useCityState((state) => state.camera)
  const metersPerPixel = camera && scene?.metersPerPixel()
  if (!metersPerPixel || !Number.isFinite(metersPerPixel)) return null
  const bar = chooseScaleBar(metersPerPixel)
  return (
    <>
      <span className={styles.scale} title={t('map:scale')}>
        <i style={{ width: bar.widthPixels }} />
        {length(bar.meters)}
      </span>
      <span className={styles.ratio}>1:{count(scaleRatio(metersPerPixel))}</span>
    </>
  )
}

function usePointerPosition(): readonly [number, number] | undefined {
  const scene = useMapState((state) => state.scene)
  const [position, setPosition] = useState<readonly [number, number]>()
  useEffect(
    () => scene?.onPointerMove((lonLat) => setPosition(lonLat && [lonLat[0], lonLat[1]])),
    [scene],
  )
  return position
}
