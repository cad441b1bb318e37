import type { RelationToHead, Sex } from '../../server/contract/vocabulary.ts'
import type { Pool } from '../../server/db/pool.ts'
import type { Sealer } from '../../server/privacy/sealing.ts'

export interface Member {
  name: string
  relation: RelationToHead
  sex: Sex
  /** YYYY-MM-DD */
  birthDate: string
  identityNumber: string
  phone: string | null
  registration: string
}

export interface Home {
  estate: string
  building: string
  unit: number
  floor: number
  door: number
}

export interface RegisteredHousehold {
  id: number
  home: Home
  /** Whether another household lives in the same dwelling. */
  isShared: boolean
  members: Member[]
}

const HOUSEHOLDS_AT_ONCE = 2000

/** The households of a city with their members in clear: only invented people are in one. */
export async function* readHouseholds(
  owner: Pool,
  sealer: Sealer,
  most: number,
): AsyncGenerator<RegisteredHousehold> {
  let count = 0
  for (let after = 0; count < most; ) {
    const { rows } = await owner.query(
      `SELECT household_id AS id, estate.name AS estate, building.name AS building,
         unit.number AS unit, floor, door,
         (SELECT count(*) FROM household AS other WHERE other.dwelling_id = dwelling.dwelling_id) > 1
           AS "isShared",
         jsonb_agg(jsonb_build_object('id', person_id, 'name', person.name,
           'relation', relation_to_head, 'sex', sex, 'birthDate', birth_date,
           'number', encode(identity_number_sealed, 'hex'), 'phone', encode(phone_sealed, 'hex'),
           'registration', registration_place)
           ORDER BY relation_to_head <> 'head', person_id) AS members
       FROM household
       JOIN dwelling USING (dwelling_id)
       JOIN unit USING (unit_id)
       JOIN building ON building.building_id = dwelling.building_id
       JOIN estate USING (estate_id)
       JOIN person USING (household_id)
       WHERE household_id > $1
       GROUP BY household_id, estate.name, building.name, unit.number, floor, door, dwelling.dwelling_id
       ORDER BY household_id LIMIT $2`,
      [after, Math.min(HOUSEHOLDS_AT_ONCE, most - count)],
    )
    const last = rows.at(-1)
    if (!last) return
    after = last.id
    count += rows.length
    for (const { id, isShared, members, ...home } of rows) {
      yield {
        id,
        isShared,
        home,
        members: members.map((one: SealedMember) => toMember(one, sealer)),
      }
    }
  }
}

interface SealedMember extends Omit<Member, 'identityNumber' | 'phone'> {
  id: number
  number: string
  phone: string | null
}

function toMember({ id, number, phone, ...plain }: SealedMember, sealer: Sealer): Member {
  return {
    ...plain,
    identityNumber: sealer.open(id, 'identity-number', Buffer.from(number, 'hex')),
    phone: phone === null ? null : sealer.open(id, 'phone', Buffer.from(phone, 'hex')),
  }
}

/** Dwellings in which nobody lives and that nobody moves into. */
export async function listEmptyHomes(owner: Pool, most: number): Promise<Home[]> {
  const { rows } = await owner.query<Home>(
    `SELECT estate.name AS estate, building.name AS building, unit.number AS unit, floor, door
     FROM dwelling
     JOIN unit USING (unit_id)
     JOIN building ON building.building_id = dwelling.building_id
     JOIN estate USING (estate_id)
     WHERE NOT is_retired
       AND NOT EXISTS (SELECT FROM household WHERE household.dwelling_id = dwelling.dwelling_id)
     ORDER BY dwelling_id LIMIT $1`,
    [most],
  )
  return rows
}
