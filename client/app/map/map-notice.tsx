import { Button } from 'antd'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { StateView } from '../../ui/state-view.tsx'
import styles from './map-area.module.css'
import type { MapStage } from './map-state.ts'

/** How much of the way is done when a stage begins. */
const shares: Partial<Record<MapStage, number>> = {
  checking: 0.05,
  'loading-program': 0.15,
  'loading-city': 0.55,
  drawing: 0.75,
}

/** What stands over the map while it is not ready. */
export function MapNotice({ stage }: { stage: MapStage }) {
  const { t } = useTranslation()
  const share = shares[stage]
  if (share !== undefined) {
    return (
      <div className={styles.notice} data-stage={stage} data-testid="map-progress">
        <div className={styles.progress} role="status">
          <span>{t(`map:stage.${stage}`)}</span>
          <i aria-hidden="true" style={{ '--share': share } as CSSProperties} />
        </div>
      </div>
    )
  }
  if (stage === 'ready') return null
  const reload = <Button onClick={() => window.location.reload()}>{t('map:reload')}</Button>
  return (
    <div className={styles.notice}>
      <div className={styles.card}>
        {stage === 'no-webgl' ? (
          <StateView
            detail={t('map:noWebGlDetail')}
            icon="warning"
            isAlert
            title={t('map:noWebGl')}
          />
        ) : (
          <StateView
            action={reload}
            detail={t('map:failedDetail')}
            icon="warning"
            isAlert
            title={t('map:failed')}
          />
        )}
      </div>
    </div>
  )
}
