import type { LightMyRequestResponse } from 'fastify'
import { checkCharacter } from '../../../server/contract/identity-number.ts'
import type { PersonReport } from '../../../server/contract/person-rights.ts'
import {
  createBuilding,
  createHousehold,
  createPerson,
  createSmallCity,
} from '../../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, type TestApp } from '../../helpers/test-app.ts'

/** Where an operator handles what residents ask for. */
export interface RightsDesk {
  database: TestDatabase
  app: TestApp
  /** Two residents of one household, 1 and 2, of whom nothing was ever asked. */
  settle(): Promise<void>
  /** @param url below `/api/v1/persons/` */
  send(method: 'POST' | 'DELETE', url: string, payload: object): Promise<LightMyRequestResponse>
  /** Gives `done`, or the code of the problem. */
  correct(id: number, field: string, value: string | null): Promise<string>
  /** @param headers of who asks; the operator where there are none */
  report(id: number, headers?: { cookie: string }): Promise<PersonReport>
  close(): Promise<void>
}

/** What is written down as the reason of every act. */
export const reason = '居民本人要求'
/** Asks for a report: what for is said in the body, so that no log of addresses holds it. */
export const reportOf = (id: number) =>
  ({ method: 'POST', url: `/api/v1/persons/${id}/report`, payload: { purpose: reason } }) as const

/** An identity number from its first 17 digits. */
export const withCheck = (first17: string) => first17 + checkCharacter(first17)
/** Of somebody born as the two residents are. */
export const identityNumber = withCheck('39078319800501001')

export async function openRightsDesk(): Promise<RightsDesk> {
  const database = await createTestDatabase('empty')
  const app = await openTestApp(database)
  await createSmallCity(database.pool, [
    [0, 0, 2, 4],
    [2, 0, 4, 4],
  ])
  const send: RightsDesk['send'] = (method, url, payload) =>
    app.inject({ method, url: `/api/v1/persons/${url}`, payload })
  return {
    database,
    app,
    settle: () => settleTwo(database),
    send,
    async correct(id, field, value) {
      const answer = await send('POST', `${id}/corrections`, { field, value, reason })
      return answer.statusCode === 204 ? 'done' : answer.json().type.replace('/problems/', '')
    },
    report: async (id, headers) =>
      (await app.inject({ ...reportOf(id), headers: headers ?? {} })).json(),
    async close() {
      await app.close()
      await database.drop()
    },
  }
}

async function settleTwo({ pool }: TestDatabase): Promise<void> {
  await pool.query('TRUNCATE building CASCADE')
  await pool.query('TRUNCATE person RESTART IDENTITY CASCADE')
  await pool.query('UPDATE access_setting SET reveals_per_hour = 1000')
  await createBuilding(pool, 1, [0.5, 1, 1, 2], 2)
  await createHousehold(pool, 1, 101)
  await createPerson(pool, 1, 'head')
  await createPerson(pool, 1, 'spouse', '李婷')
  await pool.query(
    `INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
     SELECT person_id, 101, 'lives', '[2019-03-04,)', 'visit' FROM person`,
  )
}
