import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { MapState, MapStore } from './map-state.ts'

export const MapStoreContext = createContext<MapStore | undefined>(undefined)

/** @throws outside of the provider */
export function useMapStore(): MapStore {
  const store = useContext(MapStoreContext)
  if (!store) throw new Error('No map store above this component.')
  return store
}

export function useMapState<T>(select: (state: MapState) => T): T {
  return useStore(useMapStore(), select)
}
