import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureApplicationRole } from '../../../server/db/application-role.ts'
import { hashToken } from '../../../server/http/acting.ts'
import { type MovingDesk, openMovingDesk, STATE } from '../moving/moving-desk.ts'
import { findFaults, findPastFaults } from './find-faults.ts'
import { type RandomAct, type Registry, randomAct, toCall } from './random-acts.ts'

/**
 * 21 make about 10,000 acts and take minutes: RANDOM_SEQUENCES=21 npm test -- any-order. Asked for
 * like that they are others each time; without, the same ones, so that a test run proves a change.
 */
const ASKED_SEQUENCES = Number(process.env.RANDOM_SEQUENCES ?? 0)
const RUNS = ASKED_SEQUENCES ? { numRuns: ASKED_SEQUENCES } : { numRuns: 2, seed: 390_783 }
const LONGEST = 500
/** Acts between two looks at everything that must hold. */
const INTERVAL = 50

let desk: MovingDesk
/** Connections of the owner, who sees all, and of the application, which acts as an operator. */
let owner: pg.Client
let actor: pg.Client
let actStatement: string

beforeAll(async () => {
  desk = await openMovingDesk()
  const { connectionString, pool } = desk.database
  owner = new pg.Client(connectionString)
  actor = new pg.Client(await ensureApplicationRole(connectionString))
  await Promise.all([owner.connect(), actor.connect()])
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    `INSERT INTO account_session (account_id, token_hash) SELECT min(account_id), $1 FROM account`,
    [hashToken(token)],
  )
  const hash = hashToken(token).toString('hex')
  actStatement = `SELECT act('session', '\\x${hash}', 'registry.write', '');`
})
afterAll(async () => {
  await Promise.all([owner?.end(), actor?.end()])
  await desk?.close()
})

/** Most sequences are long, and what fails is found again in a shorter one. */
const length = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: LONGEST }) },
  { weight: 9, arbitrary: fc.constant(LONGEST) },
)

test('after any sequence of acts all holds, and an undo gives the same state', async () => {
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      length,
      fc.array(randomAct, { minLength: LONGEST, maxLength: LONGEST }),
      (played, acts) => play(acts.slice(0, played), done),
    ),
    RUNS,
  )
  // Else it would have shown little.
  expect([...done.keys()].sort()).toEqual([...new Set(ALL_KINDS)].sort())
  expect(Math.min(...done.values())).toBeGreaterThan(0)
}, 600_000)

const ALL_KINDS: RandomAct['kind'][] = [
  ...(['move-in', 'move-out', 'move', 'arrive', 'register', 'birth', 'death'] as const),
  ...(['change-head', 'split', 'marriage', 'divorce'] as const),
  ...(['lease-begin', 'lease-end', 'sale', 'register-at'] as const),
]

/** Plays acts from the beginning on, and at last takes all of them back. */
async function play(acts: readonly RandomAct[], done: Map<string, number>): Promise<void> {
  await desk.settle()
  const beginning = await fingerprint()
  let before = beginning
  let registry = await readRegistry()
  let day = Date.parse('2015-03-10')
  for (const [index, act] of acts.entries()) {
    day += act.days * 86_400_000
    const call = toCall(act, registry, new Date(day).toISOString().slice(0, 10))
    if (await isDone(call)) {
      done.set(act.kind, (done.get(act.kind) ?? 0) + 1)
      const after = await fingerprint()
      expect(after, `${call} changes nothing`).not.toBe(before)
      if (act.isUndone) {
        expect(await isDone(String(await findUndo())), `no undo of ${call}`).toBe(true)
        expect(await fingerprint(), `undo of ${call}`).toBe(before)
      } else {
        before = after
        registry = await readRegistry()
      }
    }
    if (index % INTERVAL === 0) await expectSound(before)
  }
  await expectSound(before)
  expect(await findPastFaults(owner)).toEqual([])
  for (let undo = await findUndo(); undo; undo = await findUndo()) {
    expect(await isDone(undo), undo).toBe(true)
  }
  await expectSound(beginning)
}

/** Nothing is wrong, and what was refused has changed nothing. */
async function expectSound(state: string): Promise<void> {
  expect(await fingerprint()).toBe(state)
  expect(await findFaults(owner)).toEqual([])
}

/** Acts in a transaction of its own; false where it was refused. A fault of ours is thrown. */
async function isDone(call: string): Promise<boolean> {
  try {
    const results: unknown = await actor.query(`${actStatement} SELECT ${call} AS answer`)
    // An act on a household or a dwelling that is not there answers nothing.
    return (results as pg.QueryResult[]).at(-1)?.rows[0].answer !== null
  } catch (error) {
    const { code = '', constraint } = error as pg.DatabaseError
    if (code.startsWith('DC') || constraint) return false
    throw error
  }
}

const NOT_UNDONE = `FROM life_event AS event WHERE kind <> 'undo'
  AND NOT EXISTS (SELECT FROM life_event WHERE undoes = event.life_event_id)`

/** The call that takes back the newest act; undefined where there is none. */
async function findUndo(): Promise<string | undefined> {
  const { rows } = await owner.query(`SELECT max(life_event_id) AS id ${NOT_UNDONE}`)
  return rows[0].id ? `undo_life_event(${rows[0].id}, 'test')` : undefined
}

async function fingerprint(): Promise<string> {
  const { rows } = await owner.query(`SELECT md5(state::text) AS hash FROM (${STATE}) AS state`)
  return rows[0].hash
}

async function readRegistry(): Promise<Registry> {
  const { rows } = await owner.query(`SELECT
    (SELECT json_agg(json_build_object('id', person_id, 'household', household_id,
      'relation', relation_to_head, 'sex', sex, 'born', birth_date) ORDER BY person_id)
      FROM person WHERE died_on IS NULL AND erased_at IS NULL) AS persons,
    (SELECT coalesce(json_agg(json_build_object('id', household_id, 'dwelling', dwelling_id)
      ORDER BY household_id), '[]') FROM household) AS households`)
  return rows[0]
}
