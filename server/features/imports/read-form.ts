import { Value } from 'typebox/value'
import { isDate } from '../../contract/identity-number.ts'
import { Mapping } from '../../contract/imports.ts'
import { type RosterKind, type RosterMapping, rosterKinds } from '../../contract/rosters.ts'
import { wrongForm } from './imports.errors.ts'

export interface ImportForm {
  kind: RosterKind
  mapping: RosterMapping | undefined
  mappingName: string | undefined
  happenedOn: string
  sheet: string | undefined
}

const KNOWN = ['kind', 'mapping', 'mappingName', 'happenedOn', 'sheet']

/**
 * The fields that come with a file.
 *
 * @throws DomainError which names the field and what it has to be
 */
export function readForm(fields: Readonly<Record<string, string>>): ImportForm {
  const unknown = Object.keys(fields).find((field) => !KNOWN.includes(field))
  if (unknown !== undefined) throw wrongForm(unknown.slice(0, 40), 'no such field')
  const kind = rosterKinds.find((one) => one === fields.kind)
  if (!kind) throw wrongForm('kind', `one of ${rosterKinds.join(', ')}`)
  const mappingName = fields.mappingName?.trim() || undefined
  if (mappingName !== undefined && mappingName.length > 60) {
    throw wrongForm('mappingName', 'at most 60 characters')
  }
  const today = new Date().toISOString().slice(0, 10)
  const happenedOn = fields.happenedOn || today
  if (!isDate(happenedOn) || happenedOn > today) throw wrongForm('happenedOn', 'a day until today')
  const mapping = readMapping(fields.mapping)
  return { kind, mapping, mappingName, happenedOn, sheet: fields.sheet || undefined }
}

function readMapping(text: string | undefined): RosterMapping | undefined {
  if (!text) return undefined
  try {
    const mapping = JSON.parse(text)
    if (Value.Check(Mapping, mapping)) return mapping as RosterMapping
  } catch {
    // The same sentence.
  }
  throw wrongForm('mapping', 'a JSON object of field and column')
}
