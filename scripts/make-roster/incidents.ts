import type { RowReason } from '../../server/contract/row-reasons.ts'
import type { Random } from '../city/random.ts'
import type { Home, Member, RegisteredHousehold } from './read-households.ts'
import { addressCells, type RosterRow } from './roster-row.ts'

/** What may happen to the rows of a household; it changes them, and what is to be said of them. */
export type Incident = (rows: RosterRow[], scene: Scene) => RosterRow[] | undefined

export interface Scene {
  random: Random
  household: RegisteredHousehold
  /** Homes that nobody has moved into yet. */
  emptyHomes: Home[]
  /** Somebody of another household, who has a home there. */
  stranger: Member | undefined
  /** A mobile number that nobody has. */
  nextPhone: () => string
  /** Somebody who was not in the registry. */
  nextChild: (surname: string) => Member
}

/** Each with how many of a thousand households it befalls. */
export const incidents: readonly [perThousand: number, incident: Incident][] = [
  [30, changesPhone],
  [10, changesName],
  [8, losesDigits],
  [6, mistypesNumber],
  [6, leavesNumberOut],
  [4, leavesBirthOut],
  [5, repeatsRow],
  [4, mistypesEstate],
  [3, namesTwoHeads],
  [10, movesAway],
  [4, listsStranger],
  [6, leavesRelationOut],
]

const refuse = (row: RosterRow, reason: RowReason): RosterRow => ({
  ...row,
  ...{ outcome: 'rejected', reason },
})

const change = (rows: RosterRow[], place: number, by: (row: RosterRow) => RosterRow) =>
  rows.map((row, index) => (index === place ? by(row) : row))

const anyOf = (rows: RosterRow[], random: Random) => random.int(0, rows.length - 1)

function changesPhone(rows: RosterRow[], { random, nextPhone }: Scene) {
  return change(rows, anyOf(rows, random), (row) => ({
    ...row,
    ...{ phone: nextPhone(), outcome: 'changed' },
  }))
}

function changesName(rows: RosterRow[], { random, household }: Scene) {
  const place = anyOf(rows, random)
  const name = household.members[place]?.name ?? ''
  return change(rows, place, (row) => ({
    ...row,
    ...{ name: `${name.charAt(0)}改${name.slice(-1)}`, outcome: 'changed' },
  }))
}

/** 3.70783E+17: what Excel makes of an identity number. */
function losesDigits(rows: RosterRow[], { random, household }: Scene) {
  const place = anyOf(rows, random)
  const digits = household.members[place]?.identityNumber.slice(0, 17) ?? ''
  return change(rows, place, (row) =>
    refuse({ ...row, number: Number(`${digits}0`) }, 'identity-number-lost'),
  )
}

function mistypesNumber(rows: RosterRow[], { random, household }: Scene) {
  const place = anyOf(rows, random)
  const number = household.members[place]?.identityNumber ?? ''
  const wrong = number.endsWith('5') ? '6' : '5'
  return change(rows, place, (row) =>
    refuse({ ...row, number: `${number.slice(0, 17)}${wrong}` }, 'identity-number-wrong'),
  )
}

/** Name, birth date and dwelling still say who it is. */
function leavesNumberOut(rows: RosterRow[], { random }: Scene) {
  return change(rows, anyOf(rows, random), (row) => ({ ...row, number: null }))
}

function leavesBirthOut(rows: RosterRow[], { random }: Scene) {
  return change(rows, anyOf(rows, random), (row) =>
    refuse({ ...row, number: '', birthDate: '' }, 'birth-date-missing'),
  )
}

function repeatsRow(rows: RosterRow[], { random }: Scene) {
  const row = rows[anyOf(rows, random)]
  return row && [...rows, refuse(row, 'repeats-line')]
}

function mistypesEstate(rows: RosterRow[]) {
  return rows.map((row) => refuse({ ...row, estate: `${row.estate.trim()}错` }, 'estate-unknown'))
}

function namesTwoHeads(rows: RosterRow[]) {
  if (rows.length < 2) return undefined
  return rows.map((row, index) =>
    refuse(index < 2 ? { ...row, relation: '户主' } : row, 'two-heads'),
  )
}

function movesAway(rows: RosterRow[], { random, emptyHomes }: Scene) {
  const home = emptyHomes.pop()
  if (!home) return undefined
  const cells = addressCells(home, random)
  return rows.map((row): RosterRow => ({ ...row, ...cells, outcome: 'changed' }))
}

/** Somebody of that name and birthday lives elsewhere, and no number says that it is not the same. */
function listsStranger(rows: RosterRow[], { stranger }: Scene) {
  const [first] = rows
  if (!first || !stranger) return undefined
  const guest: RosterRow = {
    ...first,
    ...{ name: stranger.name, relation: '其他亲属', number: null, birthDate: stranger.birthDate },
    ...{ sex: stranger.sex === 'male' ? '男' : '女', phone: null, registration: '' },
    ...{ outcome: 'ambiguous', reason: 'person-elsewhere' },
  }
  return [...rows, guest]
}

function leavesRelationOut(rows: RosterRow[]) {
  if (rows.length < 2) return undefined
  return change(rows, rows.length - 1, (row) =>
    refuse({ ...row, relation: '' }, 'relation-missing'),
  )
}
