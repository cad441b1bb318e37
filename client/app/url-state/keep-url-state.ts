import type { CityState, CityStore } from '../../state/city-store.ts'
import { isSameSelection } from '../../state/selection.ts'
import { formatUrlState, parseUrlState } from './url-state.ts'

const quietMilliseconds = 250

/**
 * Keeps the address bar and the store equal. A new selection is a step of the history, so that
 * back returns to the thing seen before; camera and switches only replace the present step.
 * @param onTravel told after back or forward
 * @returns a function that ends it
 */
export function keepUrlState(store: CityStore, window: Window, onTravel: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTravelling = false

  const write = (asNewStep: boolean) => {
    clearTimeout(timer)
    const search = formatUrlState(store.getState(), window.location.search)
    if (search === window.location.search) return
    const address = `${window.location.pathname}${search}${window.location.hash}`
    if (asNewStep) window.history.pushState(null, '', address)
    else window.history.replaceState(null, '', address)
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (isTravelling || !isSharedChange(state, previous)) return
    if (!isSameSelection(state.selection, previous.selection)) return write(true)
    clearTimeout(timer)
    timer = setTimeout(() => write(false), quietMilliseconds)
  })

  const travel = () => {
    clearTimeout(timer)
    isTravelling = true
    store.getState().restore(parseUrlState(window.location.search))
    isTravelling = false
    onTravel()
  }
  window.addEventListener('popstate', travel)

  return () => {
    clearTimeout(timer)
    unsubscribe()
    window.removeEventListener('popstate', travel)
  }
}

function isSharedChange(state: CityState, previous: CityState): boolean {
  return (
    state.selection !== previous.selection ||
    state.layers !== previous.layers ||
    state.colouring !== previous.colouring ||
    state.hiddenBuildings !== previous.hiddenBuildings ||
    state.camera !== previous.camera ||
    state.asOf !== previous.asOf
  )
}
