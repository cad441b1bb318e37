import { parse } from 'csv-parse/sync'

const DELIMITERS = [',', '\t', ';', '|'] as const

/**
 * What stands between the cells: the sign by which most lines of the beginning have the same number
 * of cells, more than one; a comma where none divides anything.
 *
 * @param sample beginning of the text; its last line may be cut off
 */
export function detectDelimiter(sample: string): string {
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const widths = listWidths(sample, delimiter)
    const lineCounts = new Map<number, number>()
    for (const width of widths) lineCounts.set(width, (lineCounts.get(width) ?? 0) + 1)
    for (const [width, lineCount] of lineCounts) {
      const score = width > 1 ? lineCount * 1000 + width : 0
      if (score > best.score) best = { delimiter, score }
    }
  }
  return best.delimiter
}

function listWidths(sample: string, delimiter: string): number[] {
  const whole = sample.slice(0, sample.search(/[\r\n][^\r\n]*$/) + 1) || sample
  try {
    return parse(whole, {
      ...{ delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
      to: 60,
    }).map((cells) => cells.length)
  } catch {
    return []
  }
}
