import { loadConfig } from '../../../server/config.ts'
import type { SearchItem, SearchResult } from '../../../server/contract/search.ts'
import { loadKeyring } from '../../../server/privacy/keyring.ts'
import { createSealer, type Sealer } from '../../../server/privacy/sealing.ts'
import { nameToPinyin } from '../../../server/registry/pinyin.ts'
import { createBuilding, createHousehold, createSmallCity } from '../../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, type TestApp } from '../../helpers/test-app.ts'

type Headers = Record<string, string>

/** Where people, homes and places are sought. */
export interface SearchDesk {
  database: TestDatabase
  app: TestApp
  /** Asks as the operator, or with the headers of somebody else. */
  search(q: string, headers?: Headers, limit?: number): Promise<SearchResult>
  /** Kind and id of each result, such as `person 1`. */
  find(q: string, headers?: Headers): Promise<string[]>
  addPerson(person: NewPerson): Promise<void>
  close(): Promise<void>
}

export interface NewPerson {
  id: number
  name: string
  household?: number
  relation?: string
  identityNumber?: string
  phone?: string
}

/**
 * Zone 1 with grid 1, where 3号楼 of 金光花园 stands (building 1, dwellings 101 to 103), and zone 2
 * with grid 2, where 3号楼 of 银河苑 stands (building 2, dwellings 201 to 203). Household 1 lives in
 * 101, household 2 in 201.
 */
export async function openSearchDesk(): Promise<SearchDesk> {
  const database = await createTestDatabase('empty')
  await settle(database)
  const app = await openTestApp(database)
  const { piiKey, dataDir } = loadConfig()
  const sealer = createSealer(await loadKeyring(piiKey, dataDir))
  const search: SearchDesk['search'] = async (q, headers = {}, limit = 20) => {
    const request = { method: 'POST', url: '/api/v1/search', payload: { q, limit } } as const
    return (await app.inject({ ...request, headers })).json()
  }
  return {
    ...{ database, app, search },
    find: async (q, headers) => (await search(q, headers)).items.map(toLine),
    addPerson: (person) => addPerson(database, sealer, person),
    async close() {
      await app.close()
      await database.drop()
    },
  }
}

const toLine = ({ kind, id }: SearchItem) => `${kind} ${id}`

async function settle({ pool }: TestDatabase): Promise<void> {
  await createSmallCity(pool, [
    [0, 0, 2, 4],
    [2, 0, 4, 4],
  ])
  await pool.query(`
    INSERT INTO zone (zone_id, community_id, code, name) VALUES (2, 1, '39078300100102', '第二片区');
    UPDATE grid SET zone_id = 2 WHERE grid_id = 2`)
  const estates = [
    [1, '金光花园', 'jinguanghuayuan', 'jghy', [0.5, 1, 1, 2]],
    [2, '银河苑', 'yinheyuan', 'yhy', [2.5, 1, 3, 2]],
  ] as const
  for (const [id, name, pinyin, initials, cell] of estates) {
    await pool.query(
      `INSERT INTO estate (estate_id, name, pinyin, initials, kind, geom)
       SELECT $1, $2, $3, $4, 'lift', geom FROM grid WHERE grid_id = $1`,
      [id, name, pinyin, initials],
    )
    await createBuilding(pool, id, cell, 3)
    await pool.query(`UPDATE building SET estate_id = $1, name = '3号楼' WHERE building_id = $1`, [
      id,
    ])
    await createHousehold(pool, id, id * 100 + 1)
  }
}

async function addPerson(
  { pool }: TestDatabase,
  sealer: Sealer,
  { id, name, household, relation = 'head', identityNumber, phone }: NewPerson,
): Promise<void> {
  const { full, initials } = nameToPinyin(name)
  const number = sealer.seal(id, 'identity-number', identityNumber ?? null)
  const dialled = sealer.seal(id, 'phone', phone ?? null)
  await pool.query(
    `INSERT INTO person (person_id, household_id, relation_to_head, name, pinyin, initials, sex,
       birth_date, identity_number_sealed, identity_number_index, identity_number_masked,
       phone_sealed, phone_index, phone_masked)
     VALUES ($1, $2, $3, $4, $5, $6, 'male', '1980-05-01', $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, household ?? null, household ? relation : 'unrelated', name, full, initials],
      ...[number.sealed, number.index, number.masked],
      ...[dialled.sealed, dialled.index, dialled.masked],
    ],
  )
}
