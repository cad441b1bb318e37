import type { CopyValue } from '../../../server/db/copy-lines.ts'
import { toPinyin } from '../../../server/registry/pinyin.ts'
import type { Point } from '../plan/frame.ts'

/** Value of each column by its name; all rows of a table name the same columns in one order. */
export type Row = Record<string, CopyValue>

export interface Table {
  name: string
  /** Reads the rows anew; they are made one by one while they are sent. */
  rows: () => Iterable<Row>
}

/** A table with one row for each item of a list. */
export function tableOf<T>(
  name: string,
  items: readonly T[],
  toRow: (item: T, index: number) => Row,
): Table {
  return {
    name,
    *rows() {
      for (const [index, item] of items.entries()) yield toRow(item, index)
    },
  }
}

/** The columns by which a name is found. */
export function searchColumns(text: string): Row {
  const { full, initials } = toPinyin(text)
  return { pinyin: full, initials }
}

/** Text of a polygon; the ring is open, in units of 1e-7 degree. */
export function polygonText(ring: readonly Point[]): string {
  const points = ring.map(pointPair)
  return `SRID=4326;POLYGON((${points.join(',')},${points[0]}))`
}

/** Text of a line in units of 1e-7 degree. */
export function lineText(points: readonly Point[]): string {
  return `SRID=4326;LINESTRING(${points.map(pointPair).join(',')})`
}

/** Text of a point in units of 1e-7 degree. */
export function pointText(point: Point): string {
  return `SRID=4326;POINT(${pointPair(point)})`
}

function pointPair([longitude, latitude]: Point): string {
  return `${(longitude / 1e7).toFixed(7)} ${(latitude / 1e7).toFixed(7)}`
}
