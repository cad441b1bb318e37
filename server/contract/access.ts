import Type, { type Static } from 'typebox'
import { Id, Nullable, OneOf } from './atoms.ts'
import { areaLevels } from './vocabulary.ts'

/** Who uses the product, in the order of the glossary. */
export const accountRoles = [
  'operator',
  'zone-worker',
  'grid-leader',
  'hotline-agent',
  'department-user',
  'administrator',
] as const
export type AccountRole = (typeof accountRoles)[number]

/** What a role may do; see the table role_permission. */
export const permissions = [
  'place.read',
  'registry.read',
  'registry.write',
  'person.reveal',
  'person.rights',
  'statistics.read',
  'account.manage',
  'audit.read',
] as const
export type Permission = (typeof permissions)[number]

/** Fields of a person that rights are given for; see the table person_field. */
export const personFields = [
  'name',
  'sex',
  'birth-date',
  'identity-number',
  'phone',
  'relation',
  'registration',
  'residence',
] as const
export type PersonField = (typeof personFields)[number]

/** Fields that are masked at first and can be revealed. */
export const revealableFields = [
  'name',
  'birth-date',
  'identity-number',
  'phone',
] as const satisfies readonly PersonField[]
export type RevealableField = (typeof revealableFields)[number]

export const isRevealable = (field: PersonField): field is RevealableField =>
  revealableFields.some((one) => one === field)

/** Who is signed in, and what that person may do and see. */
export const Session = Type.Object({
  accountId: Id,
  name: Type.String(),
  displayName: Type.String(),
  role: OneOf(accountRoles),
  department: Nullable(Type.Object({ id: Id, name: Type.String() })),
  /** The area that bounds what is seen; null: the whole city. */
  area: Nullable(
    Type.Object({ level: OneOf(areaLevels), id: Id, code: Type.String(), name: Type.String() }),
  ),
  permissions: Type.Array(OneOf(permissions)),
  fields: Type.Array(OneOf(personFields)),
  revealableFields: Type.Array(OneOf(revealableFields)),
  /** True: only the change of the password is open. */
  mustChangePassword: Type.Boolean(),
  isDemonstration: Type.Boolean(),
  /** The screen hides itself after so many minutes without a hand on it. */
  screenLockMinutes: Type.Integer(),
  /** Characters that a new password has at least. */
  passwordMinimumLength: Type.Integer(),
})
export type Session = Static<typeof Session>

export const SignIn = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60 }),
    password: Type.String({ minLength: 1, maxLength: 1024 }),
  },
  { additionalProperties: false },
)

/** The present password and the one that takes its place. */
export const PasswordChange = Type.Object(
  {
    old: Type.String({ minLength: 1, maxLength: 1024 }),
    new: Type.String({ minLength: 1, maxLength: 1024 }),
  },
  { additionalProperties: false },
)

export type PasswordChange = Static<typeof PasswordChange>

export const DemonstrationSignIn = Type.Object(
  { role: OneOf(accountRoles) },
  { additionalProperties: false },
)

/** What the sign-in page may offer; open to everybody. */
export const SignInOptions = Type.Object({
  /** Whether the browser shows a session that is still good. */
  isSignedIn: Type.Boolean(),
  /** Roles that open with one click; empty outside the demonstration. */
  demonstrationRoles: Type.Array(OneOf(accountRoles)),
  /** Name of the single sign-on; null where there is none. */
  singleSignOn: Nullable(Type.String()),
  /** False: no account exists that could sign in with a password. */
  hasAccounts: Type.Boolean(),
})
export type SignInOptions = Static<typeof SignInOptions>
