import type { RosterField, RosterKind } from '../../contract/rosters.ts'
import type { RosterRow } from './open-roster.ts'
import { type Fields, tellsAddress } from './read-address.ts'
import { toText } from './read-values.ts'
import { relationWords } from './value-words.ts'

const ADDRESS = [
  ...(['address', 'estate', 'building', 'unit', 'room', 'floor', 'door'] as const),
  'household-number',
] as const satisfies RosterField[]

/**
 * Where the address of a household was one merged cell, a text table has it in the first row only:
 * members below it, who are not heads and tell no address, belong to the row above.
 */
export function carryAddressDown(kind: RosterKind): (row: RosterRow) => RosterRow {
  let above: Fields = {}
  return (row) => {
    if (kind !== 'household') return row
    const isMember = toText(row.fields.relation) !== '' && !isHead(row.fields)
    if (tellsAddress(row.fields) || !isMember) {
      above = row.fields
      return row
    }
    return { ...row, fields: { ...row.fields, ...addressOf(above) } }
  }
}

const isHead = (fields: Fields) =>
  relationWords.get(toText(fields.relation).toLowerCase()) === 'head'

const addressOf = (fields: Fields): Fields =>
  Object.fromEntries(
    ADDRESS.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]])),
  )
