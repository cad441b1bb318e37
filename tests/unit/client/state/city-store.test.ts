import { describe, expect, test } from 'vitest'
import { createCityStore } from '../../../../client/state/city-store.ts'

describe('the panel', () => {
  test('comes back to the list that a building was chosen from, then closes', () => {
    const store = createCityStore()
    store.getState().showPanelList('unassigned-buildings')
    store.getState().select({ kind: 'building', id: 7 })
    expect(store.getState().panelList).toBeUndefined()
    store.getState().closePanel()
    expect(store.getState()).toMatchObject({ panelList: 'unassigned-buildings' })
    expect(store.getState().selection).toBeUndefined()
    store.getState().closePanel()
    expect(store.getState().panelList).toBeUndefined()
  })

  test('forgets the list once something else is chosen', () => {
    const store = createCityStore()
    store.getState().showPanelList('hidden-buildings')
    store.getState().select({ kind: 'building', id: 7 })
    store.getState().select({ kind: 'grid', id: 3 })
    store.getState().closePanel()
    expect(store.getState()).toMatchObject({ panelList: undefined, selection: undefined })
  })
})
