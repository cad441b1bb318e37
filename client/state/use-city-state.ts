import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { CityState, CityStore } from './city-store.ts'

export const CityStoreContext = createContext<CityStore | undefined>(undefined)

/** @throws outside of the provider */
export function useCityStore(): CityStore {
  const store = useContext(CityStoreContext)
  if (!store) throw new Error('No city store above this component.')
  return store
}

/** A part of the state; the component is drawn anew when that part changes. */
export function useCityState<T>(select: (state: CityState) => T): T {
  return useStore(useCityStore(), select)
}
