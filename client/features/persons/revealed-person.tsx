import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { RevealedPerson } from '../../../server/contract/persons.ts'

const TWO_MINUTES = 120_000

interface Revealed {
  personId: number
  values: RevealedPerson
}

interface RevealedPersonState {
  revealed: Revealed | undefined
  remember: (personId: number, values: RevealedPerson) => void
  forget: () => void
}

const RevealedPersonContext = createContext<RevealedPersonState | undefined>(undefined)

/**
 * Keeps what was revealed of one person, in memory only: the next person, two minutes, or the end
 * of this component take it away. Give it a key that changes with the selection.
 */
export function RevealedPersonProvider({ children }: { children: ReactNode }) {
  const [revealed, setRevealed] = useState<Revealed>()
  useEffect(() => {
    if (!revealed) return
    const timer = setTimeout(() => setRevealed(undefined), TWO_MINUTES)
    return () => clearTimeout(timer)
  }, [revealed])
  const state = useMemo(
    () => ({
      revealed,
      remember: (personId: number, values: RevealedPerson) =>
        setRevealed((known) => ({
          personId,
          values: known?.personId === personId ? { ...known.values, ...values } : values,
        })),
      forget: () => setRevealed(undefined),
    }),
    [revealed],
  )
  return <RevealedPersonContext value={state}>{children}</RevealedPersonContext>
}

/** What is revealed at present. @throws outside of the provider */
export function useRevealedPerson(): RevealedPersonState {
  const state = useContext(RevealedPersonContext)
  if (!state) throw new Error('Nothing is revealed outside of RevealedPersonProvider.')
  return state
}
