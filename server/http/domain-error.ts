/** What the catalogue of a feature says of one kind of failure. */
export interface DomainErrorKind {
  /** Stable name: the problem type is `/problems/<code>`. */
  readonly code: string
  readonly status: number
  readonly title: string
  /** What is wrong where, for bad input. */
  readonly errors?: { path: string; message: string }[]
}

/** A failure that the caller can understand: thrown by features, rendered as a problem. */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly kind: DomainErrorKind
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    kind: DomainErrorKind,
    detail: string,
    options: ErrorOptions & { retryAfterSeconds?: number } = {},
  ) {
    super(detail, options)
    this.kind = kind
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}
