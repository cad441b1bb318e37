import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Colouring } from '../../server/contract/colouring.ts'
import type { TodoKind } from '../../server/contract/todo.ts'
import type { CameraView } from '../geo/camera-view.ts'
import type { MapLayer } from '../geo/map-layers.ts'
import { defaultLayers, switchLayer } from './map-layers.ts'
import { isSameSelection, type Selection } from './selection.ts'

/** Lists that the right panel can show instead of a selected thing. */
export type PanelList = 'unassigned-buildings' | 'hidden-buildings' | 'todo' | `todo/${TodoKind}`

/** The part of the state that the address bar keeps. */
export interface SharedState {
  selection: Selection | undefined
  layers: ReadonlySet<MapLayer>
  /** Undefined: the buildings wear their natural colours. */
  colouring: Colouring | undefined
  hiddenBuildings: ReadonlySet<number>
  camera: CameraView | undefined
  /** Who lived where is shown as of this day, 2020-03-04; undefined: as it is now. */
  asOf: string | undefined
}

export interface CityState extends SharedState {
  /** Floor of the selected building that the pointer is on. */
  hoveredFloor: number | undefined
  panelList: PanelList | undefined
  /** The list that the selected thing was chosen from: closing the thing comes back to it. */
  listBehind: PanelList | undefined
  select: (selection: Selection | undefined) => void
  selectDwelling: (dwellingId: number | undefined) => void
  hoverFloor: (floor: number | undefined) => void
  setLayerVisible: (layer: MapLayer, isVisible: boolean) => void
  setColouring: (colouring: Colouring | undefined) => void
  hideBuilding: (id: number) => void
  showBuilding: (id: number) => void
  showAllBuildings: () => void
  showPanelList: (list: PanelList | undefined) => void
  /** Closes the panel, or brings the list back that the selected thing was chosen from. */
  closePanel: () => void
  setCamera: (camera: CameraView) => void
  setAsOf: (day: string | undefined) => void
  /** Takes over what another address says; what it does not name falls back to the default. */
  restore: (shared: SharedState) => void
}

export type CityStore = StoreApi<CityState>

export const initialSharedState: SharedState = {
  selection: undefined,
  layers: defaultLayers,
  colouring: undefined,
  hiddenBuildings: new Set(),
  camera: undefined,
  asOf: undefined,
}

/** The state of the screen that is not the server's: made once, handed down. */
export function createCityStore(shared: SharedState = initialSharedState): CityStore {
  return createStore<CityState>()((set, get) => ({
    ...shared,
    hoveredFloor: undefined,
    panelList: undefined,
    listBehind: undefined,
    select: (selection) => {
      const { panelList } = get()
      if (isSameSelection(get().selection, selection) && !panelList) return
      set({ selection, hoveredFloor: undefined, panelList: undefined, listBehind: panelList })
    },
    selectDwelling: (dwellingId) => {
      const { selection } = get()
      if (selection?.kind !== 'building' || selection.dwellingId === dwellingId) return
      const { kind, id } = selection
      set({ selection: dwellingId === undefined ? { kind, id } : { kind, id, dwellingId } })
    },
    hoverFloor: (hoveredFloor) => set({ hoveredFloor }),
    setLayerVisible: (layer, isVisible) =>
      set({ layers: switchLayer(get().layers, layer, isVisible) }),
    setColouring: (colouring) => set({ colouring }),
    hideBuilding: (id) => set({ hiddenBuildings: new Set([...get().hiddenBuildings, id]) }),
    showBuilding: (id) =>
      set({
        hiddenBuildings: new Set([...get().hiddenBuildings].filter((hidden) => hidden !== id)),
      }),
    showAllBuildings: () => set({ hiddenBuildings: new Set() }),
    showPanelList: (panelList) => set({ panelList, listBehind: undefined }),
    closePanel: () => {
      const { panelList, listBehind } = get()
      if (panelList) set({ panelList: undefined })
      else set({ selection: undefined, panelList: listBehind, listBehind: undefined })
    },
    setCamera: (camera) => set({ camera }),
    setAsOf: (asOf) => set({ asOf }),
    restore: (restored) =>
      set({ ...restored, hoveredFloor: undefined, panelList: undefined, listBehind: undefined }),
  }))
}
