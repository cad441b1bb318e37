/**
 * A parameterised statement, or a piece of one, in the shape that `pool.query` takes. It is written
 * out when it is asked for, so a piece inside a piece is written once and not at each level.
 */
export class SqlFragment {
  // No #private members: pg copies what it is given, and a copy would lack them.
  private readonly strings: readonly string[]
  private readonly inputs: readonly unknown[]
  private written: { text: string; values: unknown[] } | undefined

  constructor(strings: readonly string[], inputs: readonly unknown[]) {
    this.strings = strings
    this.inputs = inputs
    this.written = undefined
  }

  get text(): string {
    return this.write().text
  }

  get values(): unknown[] {
    return this.write().values
  }

  private write() {
    if (!this.written) {
      const values: unknown[] = []
      this.written = { text: this.renderInto(values), values }
    }
    return this.written
  }

  /** Writes this fragment as part of a larger statement, whose values it extends. */
  renderInto(values: unknown[]): string {
    const { strings, inputs } = this
    let text = strings[0] ?? ''
    for (const [index, input] of inputs.entries()) {
      text += input instanceof SqlFragment ? input.renderInto(values) : `$${values.push(input)}`
      text += strings[index + 1] ?? ''
    }
    return text
  }
}

/**
 * Builds a statement in which every inserted value becomes a parameter and every inserted fragment
 * becomes text: sql`SELECT * FROM grid WHERE ${condition} LIMIT ${limit}`. Names of tables and
 * columns cannot be inserted.
 */
export function sql(strings: TemplateStringsArray, ...inputs: unknown[]): SqlFragment {
  return new SqlFragment(strings, inputs)
}

/** Joins fragments, for example conditions by sql` AND `. No fragments give an empty fragment. */
export function joinSql(fragments: readonly SqlFragment[], separator: SqlFragment): SqlFragment {
  const inputs = fragments.flatMap((fragment, index) =>
    index === 0 ? [fragment] : [separator, fragment],
  )
  return new SqlFragment(new Array(inputs.length + 1).fill(''), inputs)
}
