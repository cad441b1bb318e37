import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Building } from '../../../server/contract/buildings.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { PanelHeader } from '../../ui/panel-header.tsx'
import { buildingTitle } from './building-title.ts'

interface BuildingHeaderProps {
  building: Building
  isHidden: boolean
  onFly: () => void
  onHide: () => void
  onShow: () => void
  /** Further buttons. */
  actions?: ReactNode
}

/** Name, use and address; fly there, take it out of the picture. */
export function BuildingHeader(props: BuildingHeaderProps) {
  const { building, isHidden, onFly, onHide, onShow, actions } = props
  const { t } = useTranslation()
  return (
    <PanelHeader
      actions={
        <>
          {actions}
          <IconButton icon="fly" label={t('shell:fly')} onClick={onFly} />
          {isHidden ? (
            <IconButton icon="eye" label={t('buildings:show')} onClick={onShow} />
          ) : (
            <IconButton icon="eyeOff" label={t('buildings:hide')} onClick={onHide} />
          )}
        </>
      }
      detail={building.address ?? building.code}
      tag={t(`vocabulary:use.${building.use}`)}
      title={buildingTitle(building)}
    />
  )
}
