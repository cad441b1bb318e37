/** One benchmark figure: a measured value beside the floor that was taken in the same run. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The same work done by the barest means; absent where the figure is an amount. */
  readonly floor?: number
  readonly floorName?: string
  /** What must hold: of the ratio where there is a floor, else of the value. */
  readonly target?: { readonly atMost?: number; readonly atLeast?: number }
}

/** value / floor, or undefined where the figure has no floor. */
export const ratioOf = (figure: Figure): number | undefined =>
  figure.floor === undefined ? undefined : figure.value / figure.floor

/** Whether the figure meets its target; undefined where it has none. */
export function meetsTarget(figure: Figure): boolean | undefined {
  if (!figure.target) return undefined
  const judged = ratioOf(figure) ?? figure.value
  const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = figure.target
  return judged <= atMost && judged >= atLeast
}

/** Middle value of an odd or even number of samples. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5)
}

/** Nearest-rank percentile; `share` in 0..1. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** A plain-text table of figures, one line each. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${toPrecision(figure.value)} ${figure.unit}`,
    figure.floor === undefined
      ? ''
      : `${toPrecision(figure.floor)} ${figure.unit} (${figure.floorName ?? 'floor'})`,
    ratioOf(figure) === undefined ? '' : `× ${toPrecision(ratioOf(figure) ?? 0)}`,
    targetText(figure),
    { true: 'ok', false: 'MISSED', undefined: '' }[String(meetsTarget(figure))] ?? '',
  ])
  const table = [['figure', 'measured', 'floor', 'ratio', 'target', ''], ...rows]
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  )
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const toPrecision = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString()

function targetText({ target }: Figure): string {
  if (target?.atMost !== undefined) return `≤ ${target.atMost}`
  if (target?.atLeast !== undefined) return `≥ ${target.atLeast}`
  return ''
}
