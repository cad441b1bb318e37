/** A parameterised statement, or a piece of one, in the shape that `pool.query` takes. */
export class SqlFragment {
  readonly text: string
  readonly values: unknown[]

  constructor(strings: readonly string[], inputs: readonly unknown[]) {
    const values: unknown[] = []
    this.text = render(strings, inputs, values)
    this.values = values
    this.#strings = strings
    this.#inputs = inputs
  }

  /** Writes this fragment as part of a larger statement, whose values it extends. */
  renderInto(values: unknown[]): string {
    return render(this.#strings, this.#inputs, values)
  }

  readonly #strings: readonly string[]
  readonly #inputs: readonly unknown[]
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

function render(strings: readonly string[], inputs: readonly unknown[], values: unknown[]): string {
  let text = strings[0] ?? ''
  inputs.forEach((input, index) => {
    text += input instanceof SqlFragment ? input.renderInto(values) : `$${values.push(input)}`
    text += strings[index + 1] ?? ''
  })
  return text
}
