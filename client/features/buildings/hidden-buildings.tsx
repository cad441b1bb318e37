import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { PanelHeader } from '../../ui/panel-header.tsx'
import { StateView } from '../../ui/state-view.tsx'
import styles from './building-list.module.css'
import { useBuildings } from './building-queries.ts'
import { buildingTitle } from './building-title.ts'

interface HiddenBuildingsProps {
  ids: readonly number[]
  onSelect: (id: number) => void
  onShow: (id: number) => void
  onShowAll: () => void
}

/** What was taken out of the picture, with the way back. */
export function HiddenBuildings({ ids, onSelect, onShow, onShowAll }: HiddenBuildingsProps) {
  const { t } = useTranslation()
  const queries = useBuildings(ids)
  return (
    <>
      <PanelHeader title={t('buildings:hidden.title')} />
      {ids.length === 0 && <StateView icon="eye" title={t('buildings:hidden.none')} />}
      <ul className={styles.list}>
        {ids.map((id, place) => {
          const building = queries[place]?.data
          const title = building ? buildingTitle(building) : `${id}`
          return (
            <li key={id}>
              <LinkButton onClick={() => onSelect(id)}>{title}</LinkButton>
              <small>
                <IconButton
                  icon="eye"
                  label={t('buildings:hidden.showOne', { name: title })}
                  onClick={() => onShow(id)}
                />
              </small>
            </li>
          )
        })}
      </ul>
      {ids.length > 0 && (
        <div className={styles.foot}>
          <Button onClick={onShowAll}>{t('buildings:hidden.showAll')}</Button>
        </div>
      )}
    </>
  )
}
