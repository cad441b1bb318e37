import type { Problem } from '../../server/contract/atoms.ts'

/** Problems that arise before the server could say anything. */
export const transportProblems = {
  offline: { type: 'offline', title: 'No connection', status: 0 },
  unreadable: { type: 'unreadable-answer', title: 'The answer could not be read', status: 0 },
} as const satisfies Record<string, Problem>

/** What the server, or the way to it, says against a request. Translated by `code`. */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ApiProblem'
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  /** Last part of the problem's type: `…/building-not-found` and `urn:…:building-not-found` alike. */
  get code(): string {
    return this.problem.type.split(/[/:#]/).at(-1) ?? ''
  }

  /** Whether asking again may help. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/** Any thrown value as a problem. */
export function toApiProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem(transportProblems.unreadable)
}
