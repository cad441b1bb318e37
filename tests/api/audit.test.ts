import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEntry, AuditPage } from '../../server/contract/audit.ts'
import { actingDatabase } from '../../server/db/acting.ts'
import type { Database, Transaction } from '../../server/db/database.ts'
import { streamAudit } from '../../server/features/audit/audit-export.ts'
import { hashToken } from '../../server/http/acting.ts'
import {
  createBuilding,
  createHousehold,
  createPerson,
  createSmallCity,
} from '../factories/small-city.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../helpers/test-app.ts'

let database: TestDatabase
let app: TestApp
let administrator: { cookie: string }

beforeAll(async () => {
  database = await createTestDatabase('empty')
  app = await openTestApp(database)
  await createSmallCity(database.pool, [[0, 0, 4, 4]])
  await createBuilding(database.pool, 1, [1, 1, 2, 2], 2)
  await createHousehold(database.pool, 1, 101)
  await createHousehold(database.pool, 2, 102)
  await createPerson(database.pool, 1, 'head')
  await createPerson(database.pool, 2, 'head', '李婷')
  administrator = await signInAs(database.pool, 'administrator')
  await app.inject('/api/v1/households/1')
  await app.inject('/api/v1/households/2')
  await reveal(1, '核实住址 100%')
  await reveal(2, '=HYPERLINK("http://evil")')
})
afterAll(async () => {
  await app?.close()
  await database?.drop()
})

const reveal = (id: number, purpose: string) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/persons/${id}/reveal`,
    payload: { fields: ['name'], purpose },
  })
const ask = (query: string) =>
  app.injectBare({ url: `/api/v1/audit${query}`, headers: administrator })
const list = async (query: string): Promise<AuditEntry[]> =>
  ((await ask(query)).json() as AuditPage).items

describe('the audit', () => {
  test('tells who read which household, and whose fields were in it', async () => {
    const [entry] = await list('?action=household.read&person=2')
    expect(entry).toMatchObject({
      accountName: 'test-operator',
      displayName: 'operator',
      role: 'operator',
      subjectKind: 'household',
      subjectId: 2,
      personIds: [2],
      personCount: 1,
      origin: '127.0.0.1',
    })
  })

  test('tells fields and purpose of a reveal, and no value', async () => {
    const [entry] = await list('?action=person.reveal&person=1')
    expect(entry).toMatchObject({ fields: ['name'], purpose: '核实住址 100%' })
    expect(JSON.stringify(await list(''))).not.toMatch(/王小明|李婷/)
  })

  test('is filtered by account, subject, time and words of the purpose', async () => {
    const { rows } = await database.pool.query(
      `SELECT account_id AS id FROM account WHERE name = 'test-operator'`,
    )
    const ofOperator = await list(`?account=${rows[0].id}`)
    expect(new Set(ofOperator.map(({ accountName }) => accountName))).toEqual(
      new Set(['test-operator']),
    )
    expect(await list('?subjectKind=household&subjectId=1')).toHaveLength(1)
    expect(await list(`?purpose=${encodeURIComponent('住址 100%')}`)).toHaveLength(1)
    expect(await list(`?purpose=${encodeURIComponent('住%')}`)).toHaveLength(0)
    expect(await list('?until=2020-01-01T00:00:00Z')).toEqual([])
    expect(await list('?from=2020-01-01T00:00:00Z')).not.toEqual([])
  })

  test('comes in pages, newest first, each entry once', async () => {
    const all = (await list('?pageSize=200')).map(({ id }) => id)
    const paged: number[] = []
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
      const page: AuditPage = (await ask(`?pageSize=2&before=${before}`)).json()
      paged.push(...page.items.map(({ id }) => id))
      before = page.next
    }
    expect(paged).toEqual(all)
    expect(all).toEqual(all.toSorted((a, b) => b - a))
  })

  test.each(['?action=x', '?person=0', '?from=yesterday', '?pageSize=1000', '?who=me'])(
    'refuses %s',
    async (query) => {
      expect((await ask(query)).statusCode).toBe(400)
    },
  )

  test('is for administrators alone', async () => {
    for (const role of ['operator', 'zone-worker', 'grid-leader', 'hotline-agent'] as const) {
      const headers = await signInAs(database.pool, role)
      for (const url of ['/api/v1/audit', '/api/v1/audit/export']) {
        expect((await app.injectBare({ url, headers })).statusCode, `${role} ${url}`).toBe(403)
      }
    }
    expect((await app.injectBare('/api/v1/audit')).statusCode).toBe(401)
  })
})

describe('the export of the audit', () => {
  test('is a file for spreadsheets in which no cell is a formula', async () => {
    const answer = await ask('/export?action=person.reveal')
    expect(answer.headers['content-type']).toContain('text/csv')
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="audit-.*\.csv"$/)
    const [head, ...lines] = answer.body.trimEnd().split('\r\n')
    expect(head).toMatch(/^\uFEFFentry,at,account,/)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain(`"'=HYPERLINK(""http://evil"")"`)
  })

  test('is written down itself, before it leaves', async () => {
    await ask('/export?format=jsonl&person=1')
    const [entry] = await list('?action=audit.export')
    expect(entry).toMatchObject({
      accountName: 'test-administrator',
      detail: { format: 'jsonl', person: 1 },
    })
  })

  test('holds every entry in JSON Lines, also beyond one step of the cursor', async () => {
    await database.pool.query(
      `SELECT audit('test.write', 'test', number) FROM generate_series(1, 1203) AS number`,
    )
    const answer = await ask('/export?format=jsonl&action=test.write')
    const rows = answer.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map(({ subjectId }) => subjectId)).toEqual(
      Array.from({ length: 1203 }, (_, index) => 1203 - index),
    )
    expect(rows[0]).toMatchObject({
      action: 'test.write',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })
})

describe('a reader of the export', () => {
  test('who leaves between two steps holds no connection', async () => {
    const tokenHash = hashToken(administrator.cookie.split('=')[1] ?? '')
    const acting = actingDatabase(app.pool, {
      credential: { kind: 'session', tokenHash },
      ...{ permission: 'audit.read', origin: '127.0.0.1' },
    })
    await new Promise<void>((resolve) => {
      const leave = () => void stream.destroy()
      const watched = { ...acting, transaction: afterEachFetch(acting, leave, resolve) }
      const stream = streamAudit(watched, {}, Number.MAX_SAFE_INTEGER, 'jsonl')
    })
  })

  /** Transactions that tell when rows have come, and when they have ended. */
  function afterEachFetch(acting: Database, onRows: () => void, onEnd: () => void) {
    const transaction: Database['transaction'] = (work, options) =>
      acting
        .transaction((inner) => {
          const query = async (text: string, values: unknown[]) => {
            const answer = await inner.query(text, values)
            if (text.startsWith('FETCH')) {
              onRows()
              // The reader has gone before the rows are written.
              await setImmediate()
            }
            return answer
          }
          return work({ query } as Transaction)
        }, options)
        .finally(onEnd)
    return transaction
  }
})

describe('a read that is masked', () => {
  test('does not wait for the disk, a field in clear does', async () => {
    const client = await database.pool.connect()
    const commitOf = async (action: string) => {
      await client.query('BEGIN')
      await client.query(`SELECT audit($1, 'person', 1)`, [action])
      const { rows } = await client.query('SHOW synchronous_commit')
      await client.query('COMMIT')
      return rows[0].synchronous_commit
    }
    try {
      await client.query('SET synchronous_commit = on')
      expect(await commitOf('household.read')).toBe('off')
      expect(await commitOf('residence.list')).toBe('off')
      expect(await commitOf('person.reveal')).toBe('on')
      expect(await commitOf('person.correct')).toBe('on')
    } finally {
      client.release(true)
    }
  })
})
