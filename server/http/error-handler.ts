import type { Socket } from 'node:net'
import type {
  FastifyError,
  FastifyReply,
  FastifyRequest,
  FastifySchemaValidationError,
} from 'fastify'
import { isMissingRight, toDatabaseProblem } from './database-errors.ts'
import { DomainError } from './domain-error.ts'
import {
  nothingHere,
  PROBLEM_MEDIA_TYPE,
  type ProblemInput,
  sendProblem,
  toProblem,
} from './problem.ts'

/** The file server names it forbidden; no file can have such a path (`/%00`, `//x`, `/a%5cb`). */
const UNSERVABLE_PATH = 'FST_STATIC_FORBIDDEN_PATH'

/** The one place where a failure becomes an answer. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblemInput(error)
  if (problem.status >= 500) {
    // Whoever goes away stops the statement under way: that is no failure.
    const level = reply.raw.destroyed ? 'debug' : 'error'
    request.log[level]({ err: error }, 'request failed')
  } else if (isMissingRight(error)) {
    request.log.error({ err: error }, 'the application lacks a right')
  }
  return sendProblem(reply, problem)
}

function toProblemInput(error: unknown): ProblemInput {
  if (error instanceof DomainError) {
    const { kind, message, retryAfterSeconds } = error
    return { ...kind, detail: message, ...(retryAfterSeconds && { retryAfterSeconds }) }
  }
  const { validation, validationContext, statusCode, code, message } = error as FastifyError
  if (validation) {
    const errors = validation.map((one) => toInputError(one, validationContext ?? 'input'))
    return { code: 'invalid-input', title: 'The request is not valid', status: 400, errors }
  }
  if (code === UNSERVABLE_PATH) return nothingHere
  const databaseProblem = toDatabaseProblem(error)
  if (databaseProblem) return databaseProblem
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      code: toCode(code),
      title: 'The request is not valid',
      status: statusCode,
      detail: message,
    }
  }
  // The message of an unknown failure may hold anything, so nobody outside reads it.
  return { code: 'internal-error', title: 'Something went wrong on our side', status: 500 }
}

function toInputError(error: FastifySchemaValidationError, context: string) {
  const { additionalProperty, missingProperty } = error.params as Record<string, string | undefined>
  const field = additionalProperty ?? missingProperty
  const path = `/${context}${error.instancePath}${field ? `/${field}` : ''}`
  return { path, message: error.message ?? 'is not valid' }
}

/** FST_ERR_BAD_URL → bad-url */
function toCode(fastifyCode: string | undefined): string {
  return (fastifyCode ?? 'bad-request')
    .replace(/^FST_(ERR_)?/, '')
    .toLowerCase()
    .replaceAll('_', '-')
}

const clientErrors: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Answers on the bare socket what never became a request: broken syntax, endless headers. */
export function handleClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const statusLine = clientErrors[error.code ?? ''] ?? '400 Bad Request'
  const body = JSON.stringify(
    toProblem({
      code: 'bad-request',
      title: 'The request cannot be read',
      status: Number.parseInt(statusLine, 10),
    }),
  )
  socket.end(
    `HTTP/1.1 ${statusLine}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
}
