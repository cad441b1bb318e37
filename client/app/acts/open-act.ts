import { createContext, use } from 'react'
import type {
  DwellingCell,
  Household,
  HouseholdMember,
} from '../../../server/contract/buildings.ts'
import type { RightsAsked } from '../../features/persons/rights-dialog.tsx'

export const personActs = [
  'move',
  'move-out',
  'register-at',
  'marriage',
  'divorce',
  'birth',
  'death',
] as const
export type PersonAct = (typeof personActs)[number]

export const householdActs = ['change-head', 'split'] as const
export type HouseholdAct = (typeof householdActs)[number]

export const tenureActs = ['lease-begin', 'lease-end', 'sale'] as const
export type DwellingAct = 'move-in' | 'arrival' | (typeof tenureActs)[number]

/** An act that somebody has begun, with what it is about as it was on the screen. */
export type OpenAct =
  | { about: 'person'; kind: PersonAct; member: HouseholdMember }
  | { about: 'rights'; kind: RightsAsked; member: HouseholdMember }
  | { about: 'household'; kind: HouseholdAct; household: Household }
  | { about: 'dwelling'; kind: DwellingAct; dwelling: DwellingCell; buildingId: number }
  | { about: 'history'; title: string; subject: { person: number } | { dwelling: number } }

export const OpenActContext = createContext<(act: OpenAct) => void>(() => undefined)

/** Begins an act; its form stays open whatever happens to the panel that it was begun in. */
export const useOpenAct = () => use(OpenActContext)
