import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, actingDatabase } from '../../../server/db/acting.ts'
import { ensureApplicationRole } from '../../../server/db/application-role.ts'
import { createPool, type Pool } from '../../../server/db/pool.ts'
import { runQuery } from '../../../server/db/run-query.ts'
import { sql } from '../../../server/db/sql.ts'
import { openTwoZones, type Somebody, type TwoZones } from './two-zones.ts'

let zones: TwoZones
/** One connection, on which all take turns. */
let pool: Pool

beforeAll(async () => {
  zones = await openTwoZones()
  pool = createPool(await ensureApplicationRole(zones.database.connectionString), {
    maxConnections: 1,
    isPipelined: true,
  })
})
afterAll(async () => {
  await pool?.end()
  await zones?.drop()
})

/** Asks as a server does, which remembers how far the credential reached; gives what is seen. */
async function openEyes(somebody: Somebody) {
  const tokenHash = await zones.signIn(somebody)
  let known: Actor | undefined
  const look = async (expectedReach = known?.reach) => {
    const database = actingDatabase(pool, {
      credential: { kind: 'session', tokenHash },
      permission: 'registry.read',
      origin: '127.0.0.1',
      expectedReach,
      onActor: (actor) => {
        known = actor
      },
    })
    const [seen] = await runQuery<{ grids: number[]; names: boolean; phones: boolean }>(
      database,
      sql`
        SELECT array_agg(DISTINCT grid_id ORDER BY grid_id) AS grids,
          bool_or(name IS NOT NULL) AS names, bool_or(phone IS NOT NULL) AS phones
        FROM person_card`,
    )
    return seen
  }
  return look
}

const ofZone = { grids: [1, 2], names: true, phones: true }
const ofCity = { grids: [1, 2, 3], names: true, phones: true }

describe('with the next transaction holds', () => {
  test('a permission that the role has lost, and has again', async () => {
    const look = await openEyes({ role: 'hotline-agent' })
    expect(await look()).toEqual(ofCity)
    await zones.owner(
      `DELETE FROM role_permission WHERE role = 'hotline-agent' AND permission = 'registry.read'`,
    )
    await expect(look()).rejects.toMatchObject({ code: 'DC403' })
    await zones.owner(`INSERT INTO role_permission VALUES ('hotline-agent', 'registry.read')`)
    expect(await look()).toEqual(ofCity)
  })

  test('a field that the role has lost', async () => {
    const look = await openEyes({ role: 'grid-leader' })
    expect(await look()).toEqual({ grids: [1], names: true, phones: true })
    await zones.owner(`DELETE FROM role_field WHERE role = 'grid-leader' AND field = 'phone'`)
    expect(await look()).toEqual({ grids: [1], names: true, phones: false })
  })

  test('a field that the department has lost, and the registry with its last', async () => {
    const look = await openEyes({ role: 'department-user', departmentId: 1 })
    expect(await look()).toEqual({ grids: [1, 2, 3], names: true, phones: false })
    await zones.owner(`DELETE FROM department_field WHERE department_id = 1 AND field = 'name'`)
    expect(await look()).toEqual({ grids: [1, 2, 3], names: false, phones: false })
    await zones.owner('DELETE FROM department_field WHERE department_id = 1')
    await expect(look()).rejects.toMatchObject({ code: 'DC403' })
  })

  test('a grid that was given to another zone', async () => {
    const look = await openEyes({ role: 'zone-worker' })
    expect(await look()).toEqual(ofZone)
    await zones.owner('UPDATE grid SET zone_id = 2 WHERE grid_id = 2')
    expect(await look()).toEqual({ ...ofZone, grids: [1] })
    await zones.owner('UPDATE grid SET zone_id = 1 WHERE grid_id = 2')
    expect(await look()).toEqual(ofZone)
  })

  test('the end of a session', async () => {
    const look = await openEyes({ role: 'operator' })
    expect(await look()).toEqual(ofCity)
    await zones.owner('UPDATE account_session SET ended_at = now()')
    await expect(look()).rejects.toMatchObject({ code: 'DC401' })
  })
})

describe('on one connection', () => {
  test('each sees only what is in reach, whoever asked before and whatever was expected', async () => {
    const [ofOperator, ofWorker] = await Promise.all([
      openEyes({ role: 'operator' }),
      openEyes({ role: 'zone-worker' }),
    ])
    // More rounds than a plan needs to be kept.
    for (let round = 0; round < 8; round++) {
      expect(await ofOperator()).toEqual(ofCity)
      expect(await ofWorker()).toEqual(ofZone)
    }
    expect(await ofWorker('city')).toEqual(ofZone)
    expect(await ofOperator('area')).toEqual(ofCity)
  })
})
