import { SaxesParser } from 'saxes'

/** Bytes of one part of a workbook, from its beginning each time. */
export type XmlSource = () => AsyncIterable<Buffer>

export type Attributes = Record<string, string>

export interface XmlHandler {
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Sends the elements of a part to a handler, under their names without a prefix; gives a turn after
 * each chunk. Entities are the five of XML: a document type, and with it all others, is refused.
 *
 * @throws Error where it is not well-formed
 */
export async function* readXml(source: XmlSource, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const fail = (error: Error) => {
    throw error
  }
  parser.on('error', fail)
  parser.on('doctype', () => fail(new Error('A document type has no place here')))
  parser.on('opentag', ({ name, attributes }) => handler.open?.(bare(name), attributes))
  parser.on('closetag', ({ name }) => handler.close?.(bare(name)))
  parser.on('text', (text) => handler.text?.(text))
  parser.on('cdata', (text) => handler.text?.(text))
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of source()) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield
  }
  parser.write(decoder.decode())
  parser.close()
}

/** Reads a whole part. */
export async function readWholeXml(
  source: XmlSource | undefined,
  handler: XmlHandler,
): Promise<void> {
  if (!source) return
  for await (const _ of readXml(source, handler));
}

const bare = (name: string) => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
