import type { Account, AccountChange } from '../../../server/contract/accounts.ts'
import { areaLevels } from '../../../server/contract/vocabulary.ts'

/** What the form of an account holds. */
export interface AccountInput {
  name?: string
  displayName: string
  role: AccountChange['role']
  departmentId?: number
  /** Ids of community, zone and grid, as deep as the area is. */
  areaPath?: number[]
  issuer?: string
  subject?: string
}

/** What the form shows of an account. */
export function toInput(account: Account): AccountInput {
  return {
    displayName: account.displayName,
    role: account.role,
    ...(account.department && { departmentId: account.department.id }),
    ...(account.area && { areaPath: account.area.path.map(({ id }) => id) }),
    ...(account.singleSignOn && account.singleSignOn),
  }
}

/** What the server is sent: only what suits the role. */
export function toChange(input: AccountInput): AccountChange {
  const { displayName, role, departmentId, areaPath = [], issuer, subject } = input
  const level = areaLevels[areaPath.length - 1]
  const id = areaPath.at(-1)
  const isBound = role !== 'administrator' && level !== undefined && id !== undefined
  return {
    displayName: displayName.trim(),
    role,
    departmentId: role === 'department-user' ? (departmentId ?? null) : null,
    area: isBound ? { level, id } : null,
    singleSignOn: issuer && subject ? { issuer, subject } : null,
  }
}
