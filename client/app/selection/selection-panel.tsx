import { useTranslation } from 'react-i18next'
import { todoKinds } from '../../../server/contract/todo.ts'
import { AreaPanel } from '../../features/areas/area-panel.tsx'
import { HiddenBuildings } from '../../features/buildings/hidden-buildings.tsx'
import { UnassignedBuildings } from '../../features/buildings/unassigned-buildings.tsx'
import { ExportMenu, ExportTodo } from '../../features/exports/export-menu.tsx'
import { useOverview } from '../../features/overview/overview-queries.ts'
import { PlacePanel } from '../../features/places/place-panel.tsx'
import { ShopPanel } from '../../features/shops/shop-panel.tsx'
import { TodoList } from '../../features/todo/todo-list.tsx'
import { TodoOverview } from '../../features/todo/todo-overview.tsx'
import type { PanelList } from '../../state/city-store.ts'
import type { Selection } from '../../state/selection.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { useMay } from '../../state/use-session.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useNavigation } from '../use-navigation.ts'
import { BuildingPanel } from './building-panel.tsx'
import styles from './selection-panel.module.css'
import { ShopOwner } from './shop-owner.tsx'

/** The right panel: what is selected, or one of the lists. */
export function SelectionPanel() {
  const { t } = useTranslation()
  const selection = useCityState((state) => state.selection)
  const panelList = useCityState((state) => state.panelList)
  const listBehind = useCityState((state) => state.listBehind)
  const closePanel = useCityState((state) => state.closePanel)
  return (
    <>
      <div className={styles.close}>
        <IconButton
          icon={listBehind ? 'back' : 'close'}
          label={t(listBehind ? 'shell:backToList' : 'shell:closePanel')}
          onClick={closePanel}
          shortcut="Esc"
        />
      </div>
      {panelList ? (
        <ListPanel list={panelList} />
      ) : (
        selection && <ThingPanel key={`${selection.kind}:${selection.id}`} selection={selection} />
      )}
    </>
  )
}

function ListPanel({ list }: { list: PanelList }) {
  const { goTo, goToBuilding } = useNavigation()
  const showPanelList = useCityState((state) => state.showPanelList)
  const hidden = useCityState((state) => state.hiddenBuildings)
  const showBuilding = useCityState((state) => state.showBuilding)
  const showAllBuildings = useCityState((state) => state.showAllBuildings)
  if (list === 'unassigned-buildings') return <UnassignedBuildings onSelect={goToBuilding} />
  if (list === 'todo') return <TodoOverview onOpen={(kind) => showPanelList(`todo/${kind}`)} />
  const todoKind = todoKinds.find((kind) => list === `todo/${kind}`)
  if (todoKind) {
    return (
      <TodoList
        actions={<ExportTodo kind={todoKind} />}
        key={todoKind}
        kind={todoKind}
        onBack={() => showPanelList('todo')}
        onGo={({ buildingId: id, dwellingId }) =>
          goTo({ kind: 'building', id, ...(dwellingId !== null && { dwellingId }) })
        }
      />
    )
  }
  return (
    <HiddenBuildings
      ids={[...hidden]}
      onSelect={goToBuilding}
      onShow={showBuilding}
      onShowAll={showAllBuildings}
    />
  )
}

function ThingPanel({ selection }: { selection: Selection }) {
  const { goTo, goToArea, goToBuilding, fly } = useNavigation()
  const { data: overview } = useOverview()
  const { kind, id } = selection
  const mayRead = useMay('registry.read')
  const flyThere = () => fly(selection)
  switch (kind) {
    case 'building':
      return <BuildingPanel id={id} />
    case 'community':
    case 'zone':
    case 'grid':
      return (
        <AreaPanel
          actions={<ExportMenu within={{ kind, id }} />}
          id={id}
          level={kind}
          levels={overview?.levels ?? []}
          onFly={flyThere}
          onSelect={goToArea}
        />
      )
    case 'shop':
      return (
        <ShopPanel
          id={id}
          onFly={() => goTo({ kind, id })}
          onSelectBuilding={goToBuilding}
          toOwner={(shop) => mayRead && <ShopOwner shop={shop} />}
        />
      )
    default:
      return <PlacePanel id={id} kind={kind} onFly={flyThere} onSelectBuilding={goToBuilding} />
  }
}
