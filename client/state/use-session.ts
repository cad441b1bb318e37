import { createContext, useContext } from 'react'
import type { Permission, Session } from '../../server/contract/access.ts'

export const SessionContext = createContext<Session | undefined>(undefined)

/** Who is signed in. @throws outside of the provider */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('Nobody is signed in above this component.')
  return session
}

/** Whether who is signed in may do this; the server decides anew each time. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}

/** Whether who is signed in may import rosters: a file does not stop at the boundary of an area. */
export function useMayImport(): boolean {
  const { permissions, area } = useSession()
  return permissions.includes('registry.write') && area === null
}
