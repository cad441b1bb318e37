import Type, { type Static } from 'typebox'
import { accountRoles, type Permission, permissions, personFields } from './access.ts'
import { Count, Id, Nullable, OneOf } from './atoms.ts'
import { areaLevels } from './vocabulary.ts'

/** Name to sign in with. */
export const accountNamePattern = '^[a-z0-9][a-z0-9._-]{1,59}$'

const DisplayName = Type.String({
  minLength: 1,
  maxLength: 80,
  pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
})
const closed = { additionalProperties: false }

/** Who an account is at a single sign-on. */
const SingleSignOn = Type.Object(
  {
    issuer: Type.String({ minLength: 1, maxLength: 300, pattern: '^https?://' }),
    subject: Type.String({ minLength: 1, maxLength: 300 }),
  },
  closed,
)

/** What of an account can be changed; the whole of it is sent. */
const changeable = {
  displayName: DisplayName,
  role: OneOf(accountRoles),
  departmentId: Nullable(Id),
  /** The area that bounds what is seen; null: the whole city. */
  area: Nullable(Type.Object({ level: OneOf(areaLevels), id: Id }, closed)),
  singleSignOn: Nullable(SingleSignOn),
}
export const AccountChange = Type.Object(changeable, closed)
export type AccountChange = Static<typeof AccountChange>

export const NewAccount = Type.Object(
  { name: Type.String({ pattern: accountNamePattern }), ...changeable },
  closed,
)
export type NewAccount = Static<typeof NewAccount>

export const Account = Type.Object({
  id: Id,
  name: Type.String(),
  displayName: Type.String(),
  role: OneOf(accountRoles),
  department: Nullable(Type.Object({ id: Id, name: Type.String() })),
  area: Nullable(
    Type.Object({
      level: OneOf(areaLevels),
      id: Id,
      name: Type.String(),
      /** Community, zone, grid, down to this area. */
      path: Type.Array(Type.Object({ id: Id, name: Type.String() })),
    }),
  ),
  singleSignOn: Nullable(SingleSignOn),
  mustChangePassword: Type.Boolean(),
  isDisabled: Type.Boolean(),
  isDemonstration: Type.Boolean(),
  createdAt: Type.String(),
  /** Last use of any of its sessions, to the minute. */
  lastSeenAt: Nullable(Type.String()),
  revision: Type.Integer(),
})
export type Account = Static<typeof Account>

export const AccountPage = Type.Object({ total: Count, items: Type.Array(Account) })
export type AccountPage = Static<typeof AccountPage>

export const AccountQuery = Type.Object(
  {
    /** Part of the name, of the name on screen, or of the area's. */
    q: Type.Optional(Type.String({ maxLength: 80 })),
    role: Type.Optional(OneOf(accountRoles)),
    disabled: Type.Optional(Type.Boolean()),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  closed,
)
export type AccountQuery = Static<typeof AccountQuery>

/** The password is told here and nowhere else; null for who enters by single sign-on. */
export const CreatedAccount = Type.Object({
  account: Account,
  temporaryPassword: Nullable(Type.String()),
})
export type CreatedAccount = Static<typeof CreatedAccount>

export const TemporaryPassword = Type.Object({ temporaryPassword: Type.String() })
export type TemporaryPassword = Static<typeof TemporaryPassword>

export const AccountSession = Type.Object({
  id: Id,
  createdAt: Type.String(),
  lastSeenAt: Type.String(),
  /** Network address; null where it is not known. */
  address: Nullable(Type.String()),
  /** Whether it is the one that asks. */
  isCurrent: Type.Boolean(),
})
export type AccountSession = Static<typeof AccountSession>
export const AccountSessions = Type.Object({ items: Type.Array(AccountSession) })
export type AccountSessions = Static<typeof AccountSessions>

const Fields = Type.Array(
  Type.Object({ field: OneOf(personFields), mayReveal: Type.Boolean() }, closed),
  { maxItems: personFields.length },
)

/** What a department sees of a person; without any field it sees statistics only. */
const departmentParts = {
  code: Type.String({ pattern: '^[a-z0-9-]{2,40}$' }),
  name: DisplayName,
  fields: Fields,
}
export const DepartmentInput = Type.Object(departmentParts, closed)
export type DepartmentInput = Static<typeof DepartmentInput>
export const Department = Type.Object({
  id: Id,
  ...departmentParts,
  accountCount: Count,
  revision: Type.Integer(),
})
export type Department = Static<typeof Department>
export const Departments = Type.Object({ items: Type.Array(Department) })
export type Departments = Static<typeof Departments>

/** Permissions that a key may be given. */
export const keyScopes = [
  'place.read',
  'registry.read',
  'person.reveal',
  'statistics.read',
] as const satisfies readonly Permission[]
export type KeyScope = (typeof keyScopes)[number]

export const NewApiKey = Type.Object(
  {
    accountId: Id,
    name: DisplayName,
    scopes: Type.Array(OneOf(keyScopes), {
      minItems: 1,
      maxItems: keyScopes.length,
      uniqueItems: true,
    }),
    validDays: Type.Integer({ minimum: 1, maximum: 730 }),
  },
  closed,
)
export type NewApiKey = Static<typeof NewApiKey>

export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  /** First characters, to tell keys apart. */
  hint: Type.String(),
  account: Type.Object({ id: Id, name: Type.String(), displayName: Type.String() }),
  departmentName: Nullable(Type.String()),
  scopes: Type.Array(OneOf(keyScopes)),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  lastUsedAt: Nullable(Type.String()),
  revokedAt: Nullable(Type.String()),
  state: OneOf(['valid', 'expired', 'revoked', 'account-disabled']),
})
export type ApiKey = Static<typeof ApiKey>
export const ApiKeyPage = Type.Object({ total: Count, items: Type.Array(ApiKey) })
export type ApiKeyPage = Static<typeof ApiKeyPage>

export const ApiKeyQuery = Type.Object(
  {
    /** Also keys that were revoked or ran out more than 90 days ago. */
    old: Type.Optional(Type.Boolean()),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  closed,
)
export type ApiKeyQuery = Static<typeof ApiKeyQuery>

/** The key in clear is told here and nowhere else. */
export const CreatedApiKey = Type.Object({ id: Id, secret: Type.String() })
export type CreatedApiKey = Static<typeof CreatedApiKey>

/** Numbers of the access rules; see the table access_setting. */
export const AccessSettings = Type.Object(
  {
    sessionIdleMinutes: Type.Integer({ minimum: 5, maximum: 1440 }),
    sessionLongestHours: Type.Integer({ minimum: 1, maximum: 168 }),
    screenLockMinutes: Type.Integer({ minimum: 1, maximum: 240 }),
    revealsPerHour: Type.Integer({ minimum: 1, maximum: 10_000 }),
    passwordMinimumLength: Type.Integer({ minimum: 8, maximum: 64 }),
  },
  closed,
)
export type AccessSettings = Static<typeof AccessSettings>

/** What each role may do and see. */
export const AccessRoles = Type.Object({
  items: Type.Array(
    Type.Object({
      role: OneOf(accountRoles),
      /** Level of the one area that bounds the role; null: the city, or any area. */
      areaLevel: Nullable(OneOf(areaLevels)),
      permissions: Type.Array(OneOf(permissions)),
      fields: Fields,
    }),
  ),
})
export type AccessRoles = Static<typeof AccessRoles>
