import type {
  Arrival,
  Birth,
  NewPerson,
  RecordedArrival,
  RecordedPerson,
  Registration,
} from '../../contract/life-events.ts'
import { findPersonFaults } from '../../contract/person-faults.ts'
import type { Database } from '../../db/database.ts'
import { runQuery } from '../../db/run-query.ts'
import { sql } from '../../db/sql.ts'
import type { Sealer } from '../../privacy/sealing.ts'
import { toStoredPerson } from '../../registry/stored-person.ts'
import { type ActSubject, recordAct, toBase, toJson, toPersonBase } from './act.queries.ts'
import { wrongPerson } from './life-events.errors.ts'

/** @throws DomainError for fields that cannot be so; as recordAct */
export async function arrive(
  database: Database,
  sealer: Sealer,
  body: Arrival,
): Promise<RecordedArrival> {
  const newcomers = body.members.filter((member) => 'name' in member)
  for (const [index, member] of body.members.entries()) {
    if ('name' in member) refuseFaults(member, `/body/members/${index}`)
  }
  const ids = await reserveIds(database, newcomers.length)
  const members = body.members.map((member) =>
    'name' in member
      ? {
          ...toStoredPerson(ids.shift() as number, member, sealer),
          relationToHead: member.relationToHead,
        }
      : member,
  )
  return recordAct(database, sql`arrive(${toBase(body)}, ${body.dwellingId}, ${toJson(members)})`)
}

/** @throws as arrive */
export async function registerPerson(
  database: Database,
  sealer: Sealer,
  body: Registration,
): Promise<RecordedPerson> {
  refuseFaults(body)
  const [id] = await reserveIds(database, 1)
  const entered = toStoredPerson(id as number, body, sealer)
  return recordAct(database, sql`register_person(${toBase(body)}, ${toJson(entered)})`)
}

/** @throws as arrive */
export async function recordBirth(
  database: Database,
  sealer: Sealer,
  parent: ActSubject,
  body: Birth,
): Promise<RecordedPerson> {
  const child = { ...body, birthDate: body.happenedOn }
  refuseFaults(child)
  const [id] = await reserveIds(database, 1)
  const entered = {
    ...toStoredPerson(id as number, child, sealer),
    relationToHead: body.relationToHead,
  }
  return recordAct(database, sql`record_birth(${toPersonBase(parent, body)}, ${toJson(entered)})`)
}

function refuseFaults(person: NewPerson, path?: string): void {
  const faults = findPersonFaults(person)
  if (faults.length > 0) throw wrongPerson(faults, path)
}

/** What is sealed is bound to the key of its person, so the keys come first. */
async function reserveIds(database: Database, count: number): Promise<number[]> {
  if (count === 0) return []
  const [row] = await runQuery<{ ids: number[] }>(
    database,
    sql`SELECT reserve_person_keys(${count}) AS ids`,
  )
  return row?.ids ?? []
}
