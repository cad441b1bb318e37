import type {
  RegistrationPlace,
  RelationToHead,
  ResidenceKind,
  Sex,
  Tenure,
} from '../../../server/contract/vocabulary.ts'
import type { Household } from './households.ts'

export interface DwellingRow {
  id: number
  building: number
  unitId: number
  floor: number
  door: number
  areaSquareMeters: number
  tenure: Tenure
}

export interface HouseholdRow {
  id: number
  dwellingId: number
  kind: Household['kind']
}

export interface PersonRow {
  id: number
  /** Undefined for those who are registered here and live elsewhere (空挂户). */
  householdId: number | undefined
  relation: RelationToHead
  name: string
  sex: Sex
  birthDate: string
  identityNumber: string
  phone: string | undefined
  registrationPlace: RegistrationPlace
}

export interface ResidenceRow {
  personId: number
  dwellingId: number
  /** Household that the person lives in there; undefined where it is not known. */
  householdId?: number
  kind: ResidenceKind
  from: string
  /** Day after the last; undefined while it lasts. */
  until: string | undefined
  source: 'collection' | 'visit'
  verifiedOn: string
}

export interface Residents {
  units: { id: number; building: number; number: number }[]
  dwellings: DwellingRow[]
  households: HouseholdRow[]
  persons: PersonRow[]
  residences: ResidenceRow[]
}
