import { DomainError } from '../../http/domain-error.ts'

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
  new DomainError({ code: 'not-found', status: 404, title: 'There is nothing here' }, '')
