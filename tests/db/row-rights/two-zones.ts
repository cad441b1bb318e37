import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { AccountRole } from '../../../server/contract/access.ts'
import { ensureApplicationRole } from '../../../server/db/application-role.ts'
import { hashToken } from '../../../server/http/acting.ts'
import { createBuilding, createHousehold, createSmallCity } from '../../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'

export type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

export interface Somebody {
  role: AccountRole
  departmentId?: number
}

/** Two zones of a small city, and ways to look at them. */
export interface TwoZones {
  database: TestDatabase
  /** A raw connection of the application's role. */
  client: pg.Client
  /** As the owner of the database. */
  owner: Query
  /** Runs `work` in the name of somebody, in a transaction that leaves nothing behind. */
  actAs<T>(somebody: Somebody, work: (query: Query) => Promise<T>, permission?: string): Promise<T>
  /** Opens a session for somebody, whose account is made where there is none. */
  signIn(somebody: Somebody): Promise<Buffer>
  drop(): Promise<void>
}

export async function openTwoZones(): Promise<TwoZones> {
  const database = await createTestDatabase('empty')
  const owner: Query = async (text, values) => (await database.pool.query(text, values)).rows
  await createTwoZones(database, owner)
  const client = new pg.Client(await ensureApplicationRole(database.connectionString))
  await client.connect()

  async function signIn({ role, departmentId }: Somebody): Promise<Buffer> {
    const tokenHash = hashToken(randomBytes(32).toString('base64url'))
    const name = `${role}-${departmentId ?? 0}`
    await owner(
      `INSERT INTO account (name, display_name, role, zone_id, grid_id, department_id)
       VALUES ($1, $1, $2, CASE WHEN $2 = 'zone-worker' THEN 1 END,
         CASE WHEN $2 = 'grid-leader' THEN 1 END, $3)
       ON CONFLICT (name) DO NOTHING`,
      [name, role, role === 'department-user' ? (departmentId ?? 1) : null],
    )
    await owner(
      `INSERT INTO account_session (account_id, token_hash)
       SELECT account_id, $2 FROM account WHERE name = $1`,
      [name, tokenHash],
    )
    return tokenHash
  }

  return {
    ...{ database, client, owner, signIn },
    async actAs(somebody, work, permission = '') {
      const tokenHash = await signIn(somebody)
      await client.query('BEGIN')
      try {
        await client.query(`SELECT act('session', $1, $2, '127.0.0.1')`, [tokenHash, permission])
        return await work(async (text, values) => (await client.query(text, values)).rows)
      } finally {
        await client.query('ROLLBACK')
      }
    },
    async drop() {
      await client.end()
      await database.drop()
    },
  }
}

/** Grids 1 and 2 are zone 1, grid 3 is zone 2; each has a building with two households. */
async function createTwoZones({ pool }: TestDatabase, owner: Query): Promise<void> {
  await createSmallCity(pool, [
    [0, 0, 2, 2],
    [2, 0, 4, 2],
    [0, 2, 4, 4],
  ])
  await owner(
    `INSERT INTO zone (zone_id, community_id, code, name) VALUES (2, 1, '39078300100102', '第二片区')`,
  )
  await owner('UPDATE grid SET zone_id = 2 WHERE grid_id = 3')
  const cells = [
    [0.5, 0.5, 1, 1],
    [2.5, 0.5, 3, 1],
    [1, 2.5, 2, 3],
  ] as const
  for (const [index, cell] of cells.entries()) {
    const id = index + 1
    await createBuilding(pool, id, cell, 2)
    for (const door of [1, 2]) {
      await createHousehold(pool, id * 10 + door, id * 100 + door)
      await owner(
        `INSERT INTO person (household_id, relation_to_head, name, sex, birth_date, identity_number_sealed,
           identity_number_index, identity_number_masked, phone_sealed, phone_index, phone_masked)
         VALUES ($1::int, 'head', '王小明', 'male', '1980-05-01', '\\x01', sha256($1::text::bytea), '3****************4',
           '\\x01', sha256($1::text::bytea), '154******34')`,
        [id * 10 + door],
      )
    }
    await owner(
      `INSERT INTO residence (person_id, dwelling_id, kind, valid, source)
       SELECT person_id, dwelling_id, 'lives', '[2020-01-01,)', 'test'
       FROM person JOIN household USING (household_id) WHERE dwelling_id / 100 = $1`,
      [id],
    )
    // So that there is something which was believed before.
    await owner(`UPDATE residence SET source = 'visit' WHERE dwelling_id / 100 = $1`, [id])
    await owner(
      `INSERT INTO shop (building_id, name, trade, legal_form, floor, geom)
       SELECT $1, '小店', (SELECT min(trade) FROM shop_trade), 'individual', 1, ST_PointOnSurface(geom)
       FROM building WHERE building_id = $1`,
      [id],
    )
  }
}

/** The SQLSTATE with which a statement fails; 'done' where it does not. */
export async function outcomeOf(query: Query, statement: string): Promise<string> {
  await query('SAVEPOINT attempt')
  const outcome = await query(statement).then(
    () => 'done',
    (error) => String(error.code),
  )
  await query('ROLLBACK TO SAVEPOINT attempt')
  return outcome
}
