import fc from 'fast-check'
import { escapeLiteral } from 'pg'
import { relationsToHead } from '../../../server/contract/vocabulary.ts'

/** What is needed to make an act out of chance that has a chance to make sense. */
export interface Registry {
  /** The living, in the order of their keys. */
  persons: { id: number; household: number | null; relation: string; sex: string; born: string }[]
  households: { id: number; dwelling: number }[]
}

const kinds = [
  ...['move-in', 'move-in', 'move-out', 'move', 'move', 'move', 'arrive', 'register', 'birth'],
  ...['death', 'change-head', 'change-head', 'split', 'split', 'marriage', 'marriage', 'divorce'],
  ...['lease-begin', 'lease-end', 'sale', 'register-at', 'birth', 'birth'],
] as const

const dwellings = [101, 102, 103, 201, 202, 203]

/** What a random act is made of; much of it makes no sense and is refused. */
export const randomAct = fc.record({
  kind: fc.constantFrom(...kinds),
  one: fc.nat(1000),
  other: fc.nat(1000),
  dwelling: fc.constantFrom(...dwellings),
  relation: fc.constantFrom(...relationsToHead),
  isYes: fc.boolean(),
  /** Most know what they do; who does not is refused. */
  isCareless: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  days: fc.integer({ min: -3, max: 18 }),
  isUndone: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
})
export type RandomAct = typeof randomAct extends fc.Arbitrary<infer T> ? T : never

/** The call of the database's function for an act, as SQL text. */
export function toCall(act: RandomAct, registry: Registry, happenedOn: string): string {
  const { kind, one, other, dwelling, relation, isYes, isCareless } = act
  const { persons, households } = registry
  const pick = <T>(list: readonly T[], index: number) => list[index % Math.max(1, list.length)]
  const homeless = persons.filter(({ household }) => household === null)
  const housed = persons.filter(({ household }) => household !== null)
  const person = pick(
    kind === 'move-in' && homeless.length ? homeless : isCareless ? persons : housed,
    one,
  )
  const mate = pick(persons, other)
  const host = isYes ? households.find((home) => home.dwelling === dwelling) : undefined
  const own = pick(households, one)
  const members = persons.filter(({ household }) => household === (own?.id ?? 0))
  const id = person?.id ?? 0

  const base = (revision: string, subject: string = 'NULL') =>
    `ROW(${subject}, ${revision}, ${literal(happenedOn)}, 'visit', NULL, 'test')::life_event_base`
  const ofPerson = base(`find_person_revision(${id})`, `${id}`)
  const ofHousehold = base(`find_household_revision(${own?.id ?? 0})`)
  const ofDwelling = base(`find_dwelling_revision(${dwelling})`)
  const joining = host && !isCareless && relation === 'head' ? 'other-relative' : relation
  const beginning = host || isCareless ? joining : 'head'
  const home = `${dwelling}, ${host?.id ?? 'NULL'}, ${literal(beginning)}`

  switch (kind) {
    case 'move-in':
      return `move_in(${ofPerson}, ${home})`
    case 'move-out':
      return `move_out(${ofPerson}, ${isYes}, ${toJson(isYes ? null : stayers([id]))})`
    case 'move': {
      const isWhole = one % 3 === 0
      const target = isWhole ? `${dwelling}, NULL, 'head'` : home
      return `move_within(${ofPerson}, ${target}, ${isWhole}, ${toJson(isWhole ? null : stayers([id]))})`
    }
    case 'arrive': {
      const guest =
        homeless[0] && isYes ? [{ personId: homeless[0].id, relationToHead: relation }] : []
      const newcomer = { ...toNew('male', '1980-01-01'), relationToHead: 'head' }
      return `arrive(${base('NULL')}, ${dwelling}, ${fresh([newcomer, ...guest])})`
    }
    case 'register':
      return `register_person(${base('NULL')}, ${fresh(toNew('female', '1985-01-01'))})`
    case 'birth': {
      const child = {
        ...toNew(isYes ? 'male' : 'female', happenedOn),
        relationToHead: isCareless ? relation : 'other-relative',
      }
      return `record_birth(${ofPerson}, ${fresh(child)})`
    }
    case 'death':
      return `record_death(${ofPerson}, ${toJson(stayers([id]))})`
    case 'change-head':
      return `change_head(${own?.id ?? 0}, ${ofHousehold}, ${toJson(relate(members, pick(members, other)?.id))})`
    case 'split': {
      const leaving = members.filter((_, index) => (other >> index) & 1)
      const named = relate(leaving, leaving[0]?.id)
      return `split_household(${own?.id ?? 0}, ${ofHousehold}, ${dwelling}, ${toJson(named)}, ${toJson(stayers(named.map(({ personId }) => personId)))})`
    }
    case 'marriage': {
      const couple = [id, mate?.id ?? 0]
      const joined = mate?.household ?? null
      const at = households.find((one) => one.id === joined)?.dwelling ?? dwelling
      const movers =
        joined && person?.household !== joined
          ? [
              {
                personId: id,
                relationToHead: mate?.relation === 'head' ? 'spouse' : 'other-relative',
              },
            ]
          : couple.map((personId, index) => ({
              personId,
              relationToHead: index === 0 ? 'head' : 'spouse',
            }))
      const shared = isYes
        ? { dwellingId: at, householdId: movers.length === 1 ? joined : null, movers }
        : null
      return `marry(${ofPerson}, ${mate?.id ?? 0}, ${toJson(shared)}, ${toJson(shared && stayers(movers.map(({ personId }) => personId)))})`
    }
    case 'divorce':
      return `divorce(${ofPerson})`
    case 'lease-begin':
      return `begin_lease(${dwelling}, ${ofDwelling}, '{${id}}', ${isYes ? `date ${literal(happenedOn)} + 30` : 'NULL'})`
    case 'lease-end':
      return `end_lease(${dwelling}, ${ofDwelling}, NULL)`
    case 'sale':
      return `sell_dwelling(${dwelling}, ${ofDwelling}, '{${[...new Set([id, ...(isYes && mate ? [mate.id] : [])])]}}')`
    case 'register-at':
      return `register_at(${ofPerson}, ${isYes ? dwelling : 'NULL'}, ${isYes ? "'here'" : "'county'"})`
  }

  /** Those whom persons leave behind, where a head is among them; the first becomes head. */
  function stayers(leaving: readonly number[]) {
    const left = persons.filter(
      ({ id: one, relation: now }) => leaving.includes(one) && now === 'head',
    )
    const named = left.flatMap(({ household }) => {
      const staying = persons.filter(
        (one) => one.household === household && !leaving.includes(one.id),
      )
      return relate(staying, staying[0]?.id)
    })
    return named.length > 0 && !isCareless ? named : null
  }

  function relate(list: Registry['persons'], head: number | undefined) {
    return list.map((member) => ({
      personId: member.id,
      relationToHead: member.id === head ? 'head' : isCareless ? relation : 'other-relative',
    }))
  }
}

const literal = (text: string) => escapeLiteral(text)
const toJson = (value: object | null) =>
  value ? `${literal(JSON.stringify(value))}::jsonb` : 'NULL'

/** Somebody new; the key is given by the sequence when it is sent. */
const toNew = (sex: string, birthDate: string) => ({
  ...{ personId: 'NEW', name: '钱新', pinyin: 'qianxin', initials: 'qx', sex, birthDate },
  registrationPlace: 'here',
})
const fresh = (value: object) =>
  `replace(${literal(JSON.stringify(value))}, '"NEW"', (reserve_person_keys(1))[1]::text)::jsonb`
