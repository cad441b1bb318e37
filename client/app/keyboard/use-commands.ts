import { type RefObject, useCallback } from 'react'
import { useCityStore } from '../../state/use-city-state.ts'
import { useMapStore } from '../map/use-map-state.ts'
import type { KeyCommand } from './map-keys.ts'

export interface ShellActions {
  searchInput: RefObject<HTMLInputElement | null>
  /** Ends measuring. @returns whether something was being measured */
  endMeasuring: () => boolean
  openHelp: () => void
  /** @returns whether the help stood open */
  closeHelp: () => boolean
  toggleTree: () => void
}

/** Carries out the commands of the keyboard. */
export function useCommands(actions: ShellActions): (command: KeyCommand) => void {
  const store = useCityStore()
  const mapStore = useMapStore()
  const { searchInput, endMeasuring, openHelp, closeHelp, toggleTree } = actions
  return useCallback(
    (command: KeyCommand) => {
      const { scene } = mapStore.getState()
      switch (command.do) {
        case 'move':
          return scene?.moveBy(command.right, command.forward)
        case 'rotate':
          return scene?.rotateBy(command.headingDegrees, command.pitchDegrees)
        case 'zoom':
          return scene?.zoomBy(command.factor)
        case 'home':
          return scene?.flyHome()
        case 'north':
          return scene?.faceNorth()
        case 'search':
          searchInput.current?.focus()
          return searchInput.current?.select()
        case 'help':
          return openHelp()
        case 'tree':
          return toggleTree()
        case 'close':
          return void (closeHelp() || endMeasuring() || closeOneStep(store.getState()))
      }
    },
    [store, mapStore, searchInput, endMeasuring, openHelp, closeHelp, toggleTree],
  )
}

/** Escape takes back one thing at a time: the dwelling, then the list, then the selection. */
function closeOneStep(state: ReturnType<ReturnType<typeof useCityStore>['getState']>): void {
  if (state.selection?.dwellingId !== undefined && !state.panelList) state.selectDwelling(undefined)
  else if (state.panelList || state.selection) state.closePanel()
}
