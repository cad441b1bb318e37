import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { AreaTreePanel } from '../../features/areas/area-tree-panel.tsx'
import { useBuilding } from '../../features/buildings/building-queries.ts'
import { areaLevelOf } from '../../state/selection.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { AsOfBar } from '../as-of/as-of-bar.tsx'
import { useNavigation } from '../use-navigation.ts'
import styles from './shell.module.css'
import { DemonstrationTag } from './top-bar.tsx'

interface TreePanelProps {
  isPhone: boolean
  isOpen: boolean
  isDemonstration: boolean
  onToggle: () => void
}

/** The tree at the left, or in a drawer where the window is narrow. */
export function TreePanel({ isPhone, isOpen, isDemonstration, onToggle }: TreePanelProps) {
  const { t } = useTranslation()
  const { goToArea } = useNavigation()
  const current = useCurrentArea()
  const onSelect = (level: AreaLevel, id: number) => {
    goToArea(level, id)
    if (isPhone) onToggle()
  }
  const tree = (
    <>
      <AsOfBar />
      <AreaTreePanel current={current} onSelect={onSelect} />
    </>
  )
  if (isPhone) {
    return (
      <Drawer
        className={styles.drawer ?? ''}
        extra={isDemonstration && <DemonstrationTag />}
        onClose={onToggle}
        open={isOpen}
        placement="left"
        size={300}
        title={t('shell:tree')}
      >
        {tree}
      </Drawer>
    )
  }
  if (!isOpen) {
    return (
      <div className={styles.treeButton}>
        <IconButton
          icon="tree"
          isExpanded={false}
          label={t('shell:tree')}
          onClick={onToggle}
          shortcut="T"
          tooltipPlacement="right"
        />
      </div>
    )
  }
  return (
    <aside aria-label={t('shell:tree')} className={styles.tree} id="areas">
      <header>
        <h2>{t('shell:tree')}</h2>
        <IconButton icon="panelLeft" label={t('shell:hideTree')} onClick={onToggle} shortcut="T" />
      </header>
      {tree}
    </aside>
  )
}

/** The selected area, or the grid that the selected building stands in. */
function useCurrentArea(): { level: AreaLevel; id: number } | undefined {
  const selection = useCityState((state) => state.selection)
  const building = useBuilding(selection?.kind === 'building' ? selection.id : undefined).data
  const level = areaLevelOf(selection)
  if (level && selection) return { level, id: selection.id }
  return building?.grid ? { level: 'grid', id: building.grid.id } : undefined
}
