import { useMemo } from 'react'
import type { ViewInsets } from '../../scene/scene-types.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { useIsPhone } from '../shell/use-is-phone.ts'

const margin = 12
const treeWidth = 248
const panelWidth = 348
const sheetHeight = 372

/** What the panels cover of the map, so that the camera frames things in what is left. */
export function useViewInsets(): ViewInsets {
  const isPhone = useIsPhone()
  const isTreeOpen = usePreferences((preferences) => preferences.isTreeOpen)
  const isPanelOpen = useCityState(({ selection, panelList }) => Boolean(selection ?? panelList))
  return useMemo(() => {
    if (isPhone) return { left: 0, top: 0, right: 0, bottom: isPanelOpen ? sheetHeight : 0 }
    return {
      left: isTreeOpen ? treeWidth + margin : 0,
      top: 0,
      right: isPanelOpen ? panelWidth + margin : 0,
      bottom: 0,
    }
  }, [isPhone, isTreeOpen, isPanelOpen])
}
