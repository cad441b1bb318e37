import type { Residence } from '../../../server/contract/residences.ts'
import {
  createBuilding,
  createHousehold,
  createPerson,
  createSmallCity,
} from '../../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, type TestApp } from '../../helpers/test-app.ts'

type Headers = Record<string, string>
export type Act = 'move-in' | 'move-out' | 'move'

/** What an act answers. */
export interface Recorded {
  /** `done`, or the code of the problem. */
  code: string
  lifeEventId: number
  householdId: number
  personId: number
  personIds: number[]
}

/** Where acts are recorded. */
export interface MovingDesk {
  database: TestDatabase
  app: TestApp
  /**
   * Anew: building 1 in grid 1 with dwellings 101 to 103, building 2 in grid 2 with 201 to 203.
   * In 101 live since 2015 head 1 (a man of 1975), spouse 2 (a woman of 1977) and child 3 (a man of
   * 2000), household 1; in 201 head 4 (a woman of 1980), household 2; person 5 (a woman of 1990)
   * lives nowhere.
   */
  settle(): Promise<void>
  /** Gives `done`, or the code of the problem; reads the revision first. */
  act(person: number, act: Act, body?: object, headers?: Headers): Promise<string>
  /**
   * Any act by its path below /api/v1, such as `persons/3/death`; reads the revision first. Gives
   * the answer, with the code of the problem where it was refused.
   */
  record(path: string, body?: object, headers?: Headers): Promise<Recorded>
  undo(lifeEventId: number, headers?: Headers): Promise<string>
  /** The event that was recorded last. */
  newest(): Promise<number>
  residences(query: string, headers?: Headers): Promise<Residence[]>
  /** Who lives where, in which household and since when, and what is counted; no keys of history. */
  state(): Promise<unknown>
  close(): Promise<void>
}

const lifeEvent = { happenedOn: '2024-05-01', source: 'visit', reason: '入户走访' }
const defaults: Record<Act, object> = {
  'move-in': { dwellingId: 102, householdId: null, relationToHead: 'head' },
  'move-out': { isWholeHousehold: false },
  move: { dwellingId: 202, householdId: null, relationToHead: 'head', isWholeHousehold: false },
}

export async function openMovingDesk(): Promise<MovingDesk> {
  const database = await createTestDatabase('empty')
  const app = await openTestApp(database)
  await createSmallCity(database.pool, [
    [0, 0, 2, 4],
    [2, 0, 4, 4],
  ])
  const ask = (url: string, headers: Headers = {}) => app.inject({ url, headers })
  const send = async (url: string, payload: object, headers: Headers) => {
    const answer = await app.inject({ method: 'POST', url, payload, headers })
    return answer.statusCode === 200 ? 'done' : answer.json().type.replace('/problems/', '')
  }
  return {
    database,
    app,
    settle: () => settle(database),
    async act(person, act, body = {}, headers = {}) {
      const { etag } = (await ask(`/api/v1/residences?person=${person}`, headers)).headers
      return send(
        `/api/v1/persons/${person}/${act}`,
        { ...lifeEvent, ...defaults[act], ...body },
        { 'if-match': String(etag ?? '"1"'), ...headers },
      )
    },
    async record(path, body = {}, headers = {}) {
      const [noun, id] = path.split('/')
      const tagged = id && (await ask(toTagged(noun, id), headers)).headers.etag
      const answer = await app.inject({
        method: 'POST',
        url: `/api/v1/${path}`,
        payload: { ...lifeEvent, ...body },
        headers: { 'if-match': String(tagged || '"1"'), ...headers },
      })
      const code = answer.statusCode === 200 ? 'done' : answer.json().type.split('/').at(-1)
      return { ...answer.json(), code }
    },
    undo: (id, headers = {}) =>
      send(`/api/v1/life-events/${id}/undo`, { reason: '登记有误' }, headers),
    async newest() {
      const { rows } = await database.pool.query('SELECT max(life_event_id) AS id FROM life_event')
      return rows[0].id
    },
    residences: async (query, headers) =>
      (await ask(`/api/v1/residences?${query}`, headers)).json().items,
    async state() {
      const { rows } = await database.pool.query(STATE)
      return rows[0]
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
}

/** Where the revision is read that an act on something is based on. */
const toTagged = (noun: string | undefined, id: string) =>
  noun === 'dwellings' ? `/api/v1/residences?dwelling=${id}` : `/api/v1/${noun}/${id}`

async function settle({ pool }: TestDatabase): Promise<void> {
  await pool.query('TRUNCATE building, life_event CASCADE')
  await pool.query(
    'TRUNCATE person_marriage, person, household, residence RESTART IDENTITY CASCADE',
  )
  await createBuilding(pool, 1, [0.5, 1, 1, 2], 3)
  await createBuilding(pool, 2, [2.5, 1, 3, 2], 3)
  await createHousehold(pool, 1, 101)
  await createHousehold(pool, 2, 201)
  await pool.query(`SELECT setval(pg_get_serial_sequence('household', 'household_id'), 2)`)
  for (const relation of ['head', 'spouse', 'child']) await createPerson(pool, 1, relation)
  await createPerson(pool, 2, 'head', '李婷')
  await pool.query(
    `INSERT INTO residence (person_id, dwelling_id, household_id, kind, valid, source)
     SELECT person_id, dwelling_id, household_id, 'lives', '[2015-03-04,)', 'collection'
     FROM person JOIN household USING (household_id)`,
  )
  await pool.query(
    `UPDATE person SET sex = made.sex, birth_date = made.birth_date
     FROM (VALUES (1, 'male', date '1975-05-01'), (2, 'female', '1977-05-01'), (3, 'male', '2000-05-01'),
       (4, 'female', '1980-05-01')) AS made (id, sex, birth_date) WHERE person_id = id`,
  )
  await pool.query(
    `INSERT INTO person (relation_to_head, name, sex, birth_date)
     VALUES ('unrelated', '赵新', 'female', '1990-01-01')`,
  )
}

/** One row: who lives where and what is counted; no keys of history. */
export const STATE = `SELECT
  (SELECT json_agg((person_id, household_id, relation_to_head, grid_id, died_on, registration_place)
     ORDER BY person_id) FROM person WHERE erased_at IS NULL) AS persons,
  (SELECT json_agg((person_id, spouse_id, valid) ORDER BY person_id, valid) FROM person_marriage) AS marriages,
  (SELECT json_agg((household_id, dwelling_id, kind, created_at, grid_id) ORDER BY household_id) FROM household) AS households,
  (SELECT json_agg((residence_id, person_id, dwelling_id, household_id, kind, valid, source, verified_by,
     verified_on, life_event_id) ORDER BY residence_id) FROM residence) AS residences,
  (SELECT json_agg((building_id, household_count, person_count) ORDER BY building_id) FROM building) AS buildings`
