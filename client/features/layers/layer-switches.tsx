import { Switch } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type MapLayer, mapLayers } from '../../geo/map-layers.ts'
import { useCityState } from '../../state/use-city-state.ts'
import styles from './layer-switches.module.css'

/** Layers whose line or dot is worth a sample beside the name. */
const samples: Partial<Record<MapLayer, string>> = {
  communities: 'community',
  zones: 'zone',
  grids: 'grid',
  shops: 'shop',
}

/** What the map shows: one switch for each layer. */
export function LayerSwitches() {
  const { t } = useTranslation()
  const id = useId()
  const layers = useCityState((state) => state.layers)
  const setLayerVisible = useCityState((state) => state.setLayerVisible)
  return (
    <ul aria-label={t('layers:title')} className={styles.layers}>
      {mapLayers.map((layer) => (
        <li key={layer}>
          <label htmlFor={`${id}-${layer}`}>
            <i className={styles.sample} data-sample={samples[layer]} />
            {t(`layers:layer.${layer}`)}
          </label>
          <Switch
            checked={layers.has(layer)}
            id={`${id}-${layer}`}
            onChange={(isVisible) => setLayerVisible(layer, isVisible)}
            size="small"
          />
        </li>
      ))}
    </ul>
  )
}
