export interface RawFeature {
  /** JSON of one feature. */
  text: string
  /** Where it begins in the file, counted from 1. */
  line: number
}

export interface RawFile {
  features: RawFeature[]
  /** The members of the collection beside `features`; empty for bare features. */
  collection: Record<string, unknown>
}

/**
 * Cuts GeoJSON into its features without reading them, so that a broken one spoils only itself and
 * each keeps its line: a FeatureCollection, an array of features, or features one after the other.
 *
 * @throws SyntaxError where the text is none of these
 */
export function splitFeatures(text: string): RawFile {
  const list = findFeatureList(text)
  if (!list) {
    const features = cutObjects(text, 0, text.length)
    if (features.length === 0) throw new SyntaxError('it holds no JSON object')
    return { features, collection: {} }
  }
  const frame = `${text.slice(0, list.start)}${text.slice(list.end)}`
  const collection: unknown = JSON.parse(frame)
  return {
    features: cutObjects(text, list.start, list.end),
    collection: Array.isArray(collection) ? {} : (collection as Record<string, unknown>),
  }
}

/** The inside of the array of features: of the member `features`, or the whole file. */
function findFeatureList(text: string): { start: number; end: number } | undefined {
  const first = text.search(/\S/)
  let start = text[first] === '[' ? first + 1 : -1
  if (text[first] === '{') {
    for (const token of tokens(text, 0, text.length)) {
      if (token.kind !== 'string' || token.depth !== 1) continue
      if (text.slice(token.start, token.end) !== '"features"') continue
      const opening = /^\s*:\s*\[/.exec(text.slice(token.end, token.end + 1000))
      if (opening) start = token.end + opening[0].length
      break
    }
  }
  if (start < 0) return undefined
  for (const { kind, depth, end } of tokens(text, start, text.length)) {
    if (kind === 'close' && depth === -1) return { start, end: end - 1 }
  }
  throw new SyntaxError('it ends before its list of features does')
}

function cutObjects(text: string, from: number, to: number): RawFeature[] {
  const features: RawFeature[] = []
  const lineOf = lineCounter(text)
  let start = -1
  for (const token of tokens(text, from, to)) {
    if (token.kind === 'open' && token.depth === 0) start = token.start
    if (token.kind === 'close' && token.depth === 0 && start >= 0) {
      features.push({ text: text.slice(start, token.end), line: lineOf(start) })
      start = -1
    }
  }
  if (start >= 0) throw new SyntaxError('it ends in the middle of a feature')
  return features
}

interface Token {
  kind: 'string' | 'open' | 'close'
  start: number
  end: number
  /** Brackets around it, counted from where the walk began. */
  depth: number
}

function* tokens(text: string, from: number, to: number): Generator<Token> {
  const mark = /"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs
  mark.lastIndex = from
  let depth = 0
  for (let match = mark.exec(text); match && match.index < to; match = mark.exec(text)) {
    const place = { start: match.index, end: mark.lastIndex }
    const sign = match[0]
    if (sign === '[' || sign === '{') yield { kind: 'open', ...place, depth: depth++ }
    else if (sign === ']' || sign === '}') yield { kind: 'close', ...place, depth: --depth }
    else yield { kind: 'string', ...place, depth }
  }
}

/** Lines of ascending offsets; each line feed is looked at once. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1
  let counted = 0
  return (offset) => {
    for (; counted < offset; counted++) if (text.charCodeAt(counted) === 10) line++
    return line
  }
}
