import { createContext, useContext } from 'react'

/** Hides the screen until its owner shows again who it is. */
export const ScreenLockContext = createContext<() => void>(() => undefined)

export const useLockScreen = (): (() => void) => useContext(ScreenLockContext)
