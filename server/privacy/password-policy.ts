import { randomInt } from 'node:crypto'

/** What is wrong with a new password. */
export const passwordFaults = ['too-short', 'too-common', 'holds-name'] as const
export type PasswordFault = (typeof passwordFaults)[number]

export interface PasswordRules {
  /** Characters that a password has at least. */
  minimumLength: number
  /** Names that a password may not hold: that of its account, and of the person. */
  names: readonly string[]
}

/** So many characters of its own must stand beside a common password for it to be a new one. */
const OWN_CHARACTERS = 8
/** A telephone or an identity number is no secret. */
const DIGITS_ONLY_LENGTH = 20
const FEWEST_DIFFERENT_CHARACTERS = 5

/**
 * The first fault of a new password; undefined where it may be used. Length counts more than
 * variety (NIST SP 800-63B), so nothing is asked of kinds of characters.
 */
export async function findPasswordFault(
  password: string,
  { minimumLength, names }: PasswordRules,
): Promise<PasswordFault | undefined> {
  const folded = password.normalize('NFKC').toLowerCase()
  if ([...folded].length < minimumLength) return 'too-short'
  if (names.some((name) => holdsName(folded, name.toLowerCase()))) return 'holds-name'
  return isGuessable(folded) || (await isCommon(folded)) ? 'too-common' : undefined
}

/** A name counts from three characters on; shorter ones are in every other word. */
const holdsName = (password: string, name: string) =>
  [...name].length >= 3 ? password.includes(name) : password === name

/** Few different characters, a number, a run along the alphabet, or one piece over and over. */
function isGuessable(password: string): boolean {
  if (new Set(password).size < FEWEST_DIFFERENT_CHARACTERS) return true
  if (/^\d+$/.test(password) && password.length < DIGITS_ONLY_LENGTH) return true
  if (/^(.{1,8}?)\1+.{0,3}$/su.test(password)) return true
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0)
  return [1, -1].some((step) =>
    codes.every((code, index) => index === 0 || code - (codes[index - 1] ?? 0) === step),
  )
}

/** In the list as it stands, or with a year, a number or signs put around it. */
async function isCommon(password: string): Promise<boolean> {
  const list = await loadCommonPasswords()
  const core = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return list.has(password) || (list.has(core) && password.length - core.length < OWN_CHARACTERS)
}

let commonPasswords: Promise<ReadonlySet<string>> | undefined

/** Near 50,000 from leaked collections; read when the first password is chosen. */
function loadCommonPasswords(): Promise<ReadonlySet<string>> {
  commonPasswords ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set((dictionary['passwords-common'] as string[]).map(String)),
  )
  return commonPasswords
}

/** No letter or digit that is taken for another when it is read out. */
const CLEAR_CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUP_LENGTH = 4

/** A random password to be told once and changed at once, such as `k7mp-x3rd-9wvt-h2ce`. */
export function createTemporaryPassword(minimumLength: number): string {
  const groupCount = Math.max(4, Math.ceil(minimumLength / GROUP_LENGTH))
  const pick = () => CLEAR_CHARACTERS[randomInt(CLEAR_CHARACTERS.length)]
  return Array.from({ length: groupCount }, () =>
    Array.from({ length: GROUP_LENGTH }, pick).join(''),
  ).join('-')
}
