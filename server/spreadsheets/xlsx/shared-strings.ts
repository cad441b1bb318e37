import { MOST_CHARACTERS } from '../sheet.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { decodeEscapes } from './decode-escapes.ts'
import { readWholeXml, type XmlSource } from './xml-events.ts'

/** Texts that cells refer to by number. */
export interface SharedStrings {
  at(index: number): string | undefined
}

const BLOCK_BYTES = 2 ** 20
/** 256 MiB: five times what a million names and numbers need. */
const MOST_BYTES = 256 * 2 ** 20

/**
 * The shared texts of a workbook, packed as UTF-8: as strings, 180,000 names and numbers would take
 * six times as much memory.
 */
export async function readSharedStrings(source: XmlSource | undefined): Promise<SharedStrings> {
  const store = createStore()
  let text = ''
  let isText = false
  let isReading = 0
  await readWholeXml(source, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') isReading++
      else if (name === 't') isText = isReading === 0
    },
    text(part) {
      if (isText && text.length < MOST_CHARACTERS) text += part
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isReading--
      else if (name === 'si') store.add(decodeEscapes(text.slice(0, MOST_CHARACTERS)))
    },
  })
  return store
}

function createStore() {
  const blocks: Buffer[] = []
  let places = new Float64Array(1024)
  let lengths = new Uint16Array(1024)
  let count = 0
  let used = BLOCK_BYTES
  return {
    add(text: string) {
      const bytes = Buffer.byteLength(text)
      if (used + bytes > BLOCK_BYTES) {
        if (blocks.length * BLOCK_BYTES >= MOST_BYTES) {
          throw new UnreadableFile('file-inflates-too-much')
        }
        blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES))
        used = 0
      }
      if (count === places.length) {
        places = grown(places, new Float64Array(count * 2))
        lengths = grown(lengths, new Uint16Array(count * 2))
      }
      places[count] = (blocks.length - 1) * BLOCK_BYTES + used
      lengths[count] = bytes
      count++
      used += blocks.at(-1)?.write(text, used) ?? 0
    },
    at(index: number): string | undefined {
      if (!(index >= 0 && index < count)) return undefined
      const place = places[index] ?? 0
      const start = place % BLOCK_BYTES
      return blocks[Math.floor(place / BLOCK_BYTES)]?.toString(
        'utf8',
        start,
        start + (lengths[index] ?? 0),
      )
    },
  }
}

function grown<T extends Float64Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old)
  return larger
}
