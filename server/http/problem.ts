import type { FastifyReply } from 'fastify'
import type { Problem } from '../contract/atoms.ts'

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8'

export type ProblemInput = Omit<Problem, 'type' | 'instance'> & {
  code: string
  /** When it makes sense to try again: the header Retry-After. */
  retryAfterSeconds?: number
}

/** For an address that nothing answers to. */
export const nothingHere = {
  code: 'not-found',
  title: 'There is nothing here',
  status: 404,
} satisfies ProblemInput

/** RFC 9457 problem details of a failure. */
export function toProblem(input: ProblemInput): Problem {
  const { code, title, status, detail, errors, personId } = input
  return {
    type: `/problems/${code}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    ...(personId === undefined ? {} : { personId }),
  }
}

/** Answers with a problem. Problems are never stored by caches. */
export function sendProblem(reply: FastifyReply, input: ProblemInput): FastifyReply {
  if (input.retryAfterSeconds !== undefined) reply.header('retry-after', input.retryAfterSeconds)
  return reply
    .removeHeader('etag')
    .code(input.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_MEDIA_TYPE)
    .serializer(JSON.stringify)
    .send(toProblem(input))
}
