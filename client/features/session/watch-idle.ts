const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const
const checkMilliseconds = 5000
const tellMilliseconds = 2000
const channelName = 'digital-community-presence'

type Message = 'active' | 'locked' | 'unlocked'

/** What the windows of one browser tell each other. */
export function tellOtherWindows(message: Message): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(message)
  channel.close()
}

/** @returns a function that ends it */
export function hearOtherWindows(onMessage: (message: Message) => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }) => onMessage(data)
  return () => channel.close()
}

/**
 * Calls `onIdle` once after so long without mouse, keyboard or touch in any window of this browser.
 * The clock is read, not counted: a machine that slept wakes up locked.
 * @returns a function that ends it
 */
export function watchIdle(limitMilliseconds: number, onIdle: () => void): () => void {
  let lastActive = Date.now()
  let lastTold = 0
  const live = () => {
    // The first move after a long sleep must not count before the clock is looked at.
    if (check()) return
    lastActive = Date.now()
    if (lastActive - lastTold < tellMilliseconds) return
    lastTold = lastActive
    tellOtherWindows('active')
  }
  const check = (): boolean => {
    const isIdle = Date.now() - lastActive >= limitMilliseconds
    if (isIdle) {
      stop()
      onIdle()
    }
    return isIdle
  }
  const stopHearing = hearOtherWindows((message) => {
    if (message === 'active') lastActive = Date.now()
  })
  const timer = setInterval(check, checkMilliseconds)
  for (const sign of signsOfLife)
    window.addEventListener(sign, live, { capture: true, passive: true })
  document.addEventListener('visibilitychange', check)

  function stop() {
    clearInterval(timer)
    stopHearing()
    for (const sign of signsOfLife) window.removeEventListener(sign, live, { capture: true })
    document.removeEventListener('visibilitychange', check)
  }
  return stop
}
