import { DomainError } from '../../http/domain-error.ts'
import { nothingHere } from '../../http/problem.ts'
import type { PasswordFault } from '../../privacy/password-policy.ts'

/** The same for an unknown name and a wrong password: neither tells whether there is an account. */
export const wrongNameOrPassword = () =>
  new DomainError(
    { code: 'wrong-name-or-password', status: 401, title: 'Name or password is wrong' },
    'Check both and try again.',
  )

export const signInPaused = (waitSeconds: number) =>
  new DomainError(
    { code: 'sign-in-paused', status: 429, title: 'Too many failed attempts' },
    `Wait ${waitSeconds} s, then try again.`,
    { retryAfterSeconds: waitSeconds },
  )

export const noSuchDemonstration = () =>
  new DomainError(nothingHere, 'The demonstration has no such role.')

export const wrongPassword = () =>
  new DomainError(
    { code: 'wrong-password', status: 403, title: 'The present password is wrong' },
    'Enter the password that you signed in with.',
  )

/** Demonstrations and single sign-on open without one. */
export const accountHasNoPassword = () =>
  new DomainError(
    { code: 'account-has-no-password', status: 409, title: 'This account has no password' },
    'It opens by single sign-on or as a demonstration.',
  )

const faultTitles: Record<PasswordFault | 'unchanged', string> = {
  'too-short': 'The new password is too short',
  'too-common': 'The new password is easily guessed',
  'holds-name': 'The new password holds the name of the account',
  unchanged: 'The new password is the old one',
}

export const passwordRefused = (fault: keyof typeof faultTitles, minimumLength: number) =>
  new DomainError(
    { code: `password-${fault}`, status: 400, title: faultTitles[fault] },
    `Choose at least ${minimumLength} characters that nobody else would think of.`,
  )

export const sessionNotFound = (id: number) =>
  new DomainError(
    { code: 'session-not-found', status: 404, title: 'There is no such session' },
    `No open session has the id ${id}.`,
  )

export const notForKeys = () =>
  new DomainError(
    { code: 'not-for-keys', status: 403, title: 'A key may not do this' },
    'Passwords and sessions are for people who have signed in.',
  )
