import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { childEnvironment, PROJECT_ROOT } from '../../server/config.ts'
import { keyFile, loadKeyring, parseKeyring } from '../../server/privacy/keyring.ts'
import { openSealer } from '../../server/privacy/open-sealer.ts'
import { createSealer, type Sealer } from '../../server/privacy/sealing.ts'
import { createBuilding, createHousehold, createSmallCity } from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, type TestApp } from '../helpers/test-app.ts'

const PERSONS = 6000
/** Somebody whose phone was corrected twice. */
const CORRECTED = PERSONS + 3
const PHONES = ['15407831234', '15407835678'] as const

let database: TestDatabase
let dataDir: string
/** As a running server holds it. */
let sealer: Sealer

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'digital-community-keys-'))
  database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  await createBuilding(database.pool, 1, [1, 1, 2, 2], 1)
  await createHousehold(database.pool, 1, 101)
  sealer = await openSealer({ piiKey: undefined, dataDir }, database.connectionString)
  await insertPersons()
  await correctPhones()
  await stageRow()
})
afterAll(async () => {
  await database?.drop()
  await rm(dataDir, { recursive: true, force: true })
})

test('a rotation killed twice goes on, and nothing is out of reach at any moment', async () => {
  const old = createSealer(await loadKeyring(undefined, dataDir))
  const watch = watchEverything()

  await rotate({ killAt: 'Sealing' })
  expect(await listVersions()).toEqual([1, 2])
  await expectAllInOrder()
  // Both keys are there, and what a server would write with the old one alone is refused.
  await expect(insertPerson(PERSONS + 1, '999', old)).rejects.toMatchObject({ code: 'DC503' })
  await insertPerson(PERSONS + 1, numberOf(PERSONS + 1), sealer)
  const taken = insertPerson(PERSONS + 2, numberOf(1), sealer)
  await expect(taken).rejects.toMatchObject({ constraint: 'person_identity_number_unique' })

  await rotate({ killAt: 'Making indexes' })
  await expectAllInOrder()

  await rotate({})
  await watch.stop()
  expect(watch.rounds()).toBeGreaterThan(3)
  expect(await listVersions()).toEqual([2])
  await expectAllInOrder()
  expect(
    parseKeyring(await readFile(keyFile(dataDir), 'utf8'), '').map((key) => key.version),
  ).toEqual([2])
  expect((await stat(keyFile(dataDir))).mode & 0o777).toBe(0o600)
  expect(() => old.open(1, 'phone', Buffer.of(2))).toThrow()
  const { rows } = await database.pool.query(
    `SELECT action, subject_id, detail FROM audit_entry WHERE action = 'sealing-key.rotate'`,
  )
  expect(rows).toMatchObject([{ subject_id: 2, detail: { retired: [1] } }])
})

test('after a rotation the report still tells what was corrected before it', async () => {
  await withApp(async (app) => {
    const answer = await app.inject({
      ...{ method: 'POST', url: `/api/v1/persons/${CORRECTED}/report` },
      payload: { purpose: 'Request' },
    })
    expect(answer.statusCode, answer.body).toBe(200)
    const { phone, corrections } = answer.json()
    expect(phone).toBe(PHONES[1])
    expect(corrections).toMatchObject([
      { field: 'phone', old: PHONES[0], new: PHONES[1] },
      { field: 'phone', old: null, new: PHONES[0] },
    ])
  })
})

test('nothing in the database is left sealed with a key that was struck off', async () => {
  const { rows: columns } = await database.pool.query<{ table: string; name: string }>(
    `SELECT table_name AS table, column_name AS name
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name LIKE '%sealed'`,
  )
  expect(columns.length).toBeGreaterThan(3)
  for (const { table, name } of columns) {
    const { rows } = await database.pool.query(
      `SELECT DISTINCT get_byte(${name}, 0) AS version FROM ${table} WHERE ${name} IS NOT NULL`,
    )
    // Imports under way are read again.
    const isStaged = table.startsWith('import_')
    expect(rows, `${table}.${name}`).toEqual(isStaged ? [] : [{ version: 2 }])
  }
})

test('where the end of a rotation did not reach the key file, the next one puts it right', async () => {
  const file = keyFile(dataDir)
  await copyFile(file, `${file}.kept`)
  const [newest] = await loadKeyring(undefined, dataDir)
  const stale = parseKeyring(`1:${Buffer.alloc(32, 7).toString('base64')}`, '')
  await writeFile(
    file,
    `2:${newest.bytes.toString('base64')}\n1:${stale[0].bytes.toString('base64')}\n`,
  )
  await rotate({})
  expect(await readFile(file, 'utf8')).toBe(await readFile(`${file}.kept`, 'utf8'))
  await expectAllInOrder()
})

test('a key given by PII_KEY is not changed, but the way is told', async () => {
  const piiKey = (await readFile(keyFile(dataDir), 'utf8')).trim()
  const { exitCode, output } = await rotate({ piiKey })
  expect(exitCode).toBe(1)
  expect(output).toContain('Set PII_KEY="3:')
  expect(output).not.toContain(piiKey.slice(2))
  expect(await listVersions()).toEqual([2])
})

const numberOf = (id: number) => `37078319900101${String(id).padStart(4, '0')}`
const phoneOf = (id: number) => `154${String(id).padStart(8, '0')}`

/** Opens and finds persons like a server at work, all the time; fails in `stop` where it ever failed. */
function watchEverything() {
  let isOver = false
  let rounds = 0
  const work = (async () => {
    while (!isOver) {
      await expectInOrder(1 + ((rounds * 997) % PERSONS))
      rounds++
    }
  })()
  return {
    rounds: () => rounds,
    async stop() {
      isOver = true
      await work
    },
  }
}

async function expectInOrder(id: number): Promise<void> {
  const { rows } = await database.pool.query(
    `SELECT person_id AS id, identity_number_sealed AS sealed FROM person
     WHERE identity_number_index = ANY ($1)`,
    [sealer.toIndexes('identity-number', numberOf(id))],
  )
  expect(rows.map((row) => row.id)).toEqual([id])
  expect(sealer.open(id, 'identity-number', rows[0].sealed)).toBe(numberOf(id))
}

async function expectAllInOrder(): Promise<void> {
  const { rows } = await database.pool.query<{ id: number; sealed: Buffer; phone: Buffer }>(
    `SELECT person_id AS id, identity_number_sealed AS sealed, phone_sealed AS phone FROM person
     WHERE person_id <= $1 ORDER BY 1`,
    [PERSONS],
  )
  expect(rows).toHaveLength(PERSONS)
  const wrong = rows.filter(
    ({ id, sealed, phone }) =>
      sealer.open(id, 'identity-number', sealed) !== numberOf(id) ||
      sealer.open(id, 'phone', phone) !== phoneOf(id),
  )
  expect(wrong).toEqual([])
}

/** Runs the command; killed without warning as soon as it says that it is at this step. */
async function rotate({ killAt, piiKey = '' }: { killAt?: string; piiKey?: string }) {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(PROJECT_ROOT, 'scripts', 'rotate-key.ts')],
    {
      env: childEnvironment({
        DATABASE_URL: database.connectionString,
        DATA_DIR: dataDir,
        PII_KEY: piiKey,
      }),
    },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
      if (killAt && output.includes(killAt)) child.kill('SIGKILL')
    })
  }
  const [exitCode, signal] = await once(child, 'close')
  if (killAt) expect(signal, output).toBe('SIGKILL')
  else if (!piiKey) expect(exitCode, output).toBe(0)
  return { exitCode, output }
}

async function listVersions(): Promise<number[]> {
  const { rows } = await database.pool.query('SELECT version FROM sealing_key ORDER BY 1')
  return rows.map(({ version }) => version)
}

async function insertPersons(): Promise<void> {
  const ids = Array.from({ length: PERSONS }, (_, index) => index + 1)
  const numbers = ids.map((id) => sealer.seal(id, 'identity-number', numberOf(id)))
  const phones = ids.map((id) => sealer.seal(id, 'phone', phoneOf(id)))
  await database.pool.query(
    `INSERT INTO person (person_id, household_id, relation_to_head, name, sex, birth_date,
       identity_number_sealed, identity_number_index, identity_number_masked,
       phone_sealed, phone_index, phone_masked)
     SELECT id, 1, 'other-relative', '王小明', 'male', '1990-01-01', a, b, c, d, e, f
     FROM unnest($1::int[], $2::bytea[], $3::bytea[], $4::text[], $5::bytea[], $6::bytea[], $7::text[])
       AS fresh (id, a, b, c, d, e, f)`,
    [
      ids,
      ...[numbers, phones].flatMap((list) => [
        list.map(({ sealed }) => sealed),
        list.map(({ index }) => index),
        list.map(({ masked }) => masked),
      ]),
    ],
  )
}

function insertPerson(id: number, number: string, by: Sealer) {
  const { sealed, index, masked } = by.seal(id, 'identity-number', number)
  return database.pool.query(
    `INSERT INTO person (person_id, household_id, relation_to_head, name, sex, birth_date,
       identity_number_sealed, identity_number_index, identity_number_masked)
     VALUES ($1, 1, 'other-relative', '王小明', 'male', '1990-01-01', $2, $3, $4)`,
    [id, sealed, index, masked],
  )
}

/** As people did it before the rotation, through the application. */
async function correctPhones(): Promise<void> {
  await insertPerson(CORRECTED, numberOf(CORRECTED), sealer)
  await withApp(async (app) => {
    for (const value of PHONES) {
      const url = `/api/v1/persons/${CORRECTED}/corrections`
      const payload = { field: 'phone', value, reason: 'Request' }
      const answer = await app.inject({ method: 'POST', url, payload })
      expect(answer.statusCode, answer.body).toBe(204)
    }
  })
}

/** A server that holds the keys as they are now. */
async function withApp(act: (app: TestApp) => Promise<void>): Promise<void> {
  const app = await openTestApp(database, { environment: { DATA_DIR: dataDir } })
  await act(app).finally(app.close)
}

/** A row of an import that somebody has not applied yet. */
async function stageRow(): Promise<void> {
  await database.pool.query(
    `INSERT INTO import_batch (kind, file_name, columns, mapping, happened_on)
     VALUES ('person', 'a.csv', '{}', '{}', current_date)`,
  )
  await database.pool.query(
    `INSERT INTO import_row (import_batch_id, line, raw_sealed, content_hash) VALUES (1, 2, $1, '')`,
    [sealer.sealText('import:1:2', '[]')],
  )
}
