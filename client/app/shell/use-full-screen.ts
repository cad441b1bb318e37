import { useCallback, useSyncExternalStore } from 'react'

/** Whether the page fills the screen, and the switch. */
export function useFullScreen(): { isOn: boolean; toggle: () => void } {
  const isOn = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null)
  const toggle = useCallback(() => {
    // A browser that refuses (a frame, a setting) leaves everything as it is.
    const change = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen()
    change.catch(() => undefined)
  }, [])
  return { isOn, toggle }
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange)
  return () => document.removeEventListener('fullscreenchange', onChange)
}
