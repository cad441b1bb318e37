import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actingDatabase } from '../../server/db/acting.ts'
import { createListening } from '../../server/db/listening.ts'
import { followChanges } from '../../server/features/live-changes/follow-changes.ts'
import { hashToken } from '../../server/http/acting.ts'
import { signInAs } from '../helpers/test-app.ts'
import { type MovingDesk, openMovingDesk } from './moving/moving-desk.ts'

let desk: MovingDesk
let url: string
let operator: { cookie: string }
/** Bound to grid 1, where building 1 stands. */
let leader: { cookie: string }
let administrator: { cookie: string }

beforeAll(async () => {
  desk = await openMovingDesk()
  const { port } = await desk.app.listen()
  url = `http://127.0.0.1:${port}/api/v1/events`
  const { pool } = desk.database
  operator = await signInAs(pool, 'operator')
  leader = await signInAs(pool, 'grid-leader')
  administrator = await signInAs(pool, 'administrator')
})
afterAll(() => desk?.close())
beforeEach(() => desk.settle())

interface Told {
  id: number
  event: string
  data: { topic?: string; buildingId?: number | null }
}

/** Reads what is told until it is as wanted. */
class Reader {
  readonly told: Told[] = []
  isEnded = false
  readonly #controller = new AbortController()

  static async open(headers: Record<string, string>): Promise<Reader> {
    const reader = new Reader()
    const answer = await fetch(url, { headers, signal: reader.#controller.signal })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch('text/event-stream')
    void reader.#read(answer)
    // The first sign of life says from where on it listens.
    await expect.poll(() => reader.told.length).toBeGreaterThan(0)
    return reader
  }

  async #read({ body }: Response): Promise<void> {
    let text = ''
    try {
      for await (const piece of body!.pipeThrough(new TextDecoderStream())) {
        text += piece
        const messages = text.split('\n\n')
        text = messages.pop() ?? ''
        this.told.push(...messages.map(parseMessage))
      }
    } catch {
      // Closed by the test.
    }
    this.isEnded = true
  }

  get changes() {
    return this.told.filter(({ event }) => event === 'message').map(({ data }) => data)
  }

  buildingsOf(topic: string) {
    return this.changes.filter((data) => data.topic === topic).map(({ buildingId }) => buildingId)
  }

  close(): void {
    this.#controller.abort()
  }
}

function parseMessage(message: string): Told {
  const fields = Object.fromEntries(
    message.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]),
  )
  return {
    id: Number(fields.id),
    event: fields.event ?? 'message',
    data: JSON.parse(fields.data ?? '{}'),
  }
}

/** What there is after a change, without waiting for more. */
async function readAfter(after: number, headers: Record<string, string>): Promise<Told[]> {
  const answer = await fetch(`${url}?follow=false&after=${after}`, { headers })
  return (await answer.text()).trim().split('\n\n').map(parseMessage)
}

const lastId = async () => {
  const { rows } = await desk.database.pool.query('SELECT last_id AS id FROM read_live_range()')
  return Number(rows[0].id)
}

describe('a change', () => {
  test('is told to who looks, within their area, without a word of whom it concerns', async () => {
    const [all, own] = [await Reader.open(operator), await Reader.open(leader)]
    // From building 1 in grid 1 to building 2 in grid 2, then within grid 2.
    expect(await desk.act(3, 'move')).toBe('done')
    expect(await desk.act(4, 'move', { dwellingId: 203 })).toBe('done')
    await expect.poll(() => all.buildingsOf('registry')).toEqual([1, 2, 2])
    await expect.poll(() => own.buildingsOf('registry')).toEqual([1])
    expect(Object.keys(all.changes[0] ?? {})).toEqual(['id', 'topic', 'buildingId'])
    all.close()
    own.close()
  })

  test('that takes a building out of every grid is told where it lay', async () => {
    const own = await Reader.open(leader)
    await desk.database.pool.query(
      `UPDATE building SET geom = ST_Translate(geom, 1, 0) WHERE building_id = 1`,
    )
    await expect.poll(() => own.buildingsOf('building')).toContain(1)
    own.close()
  })

  test('of residents is told to nobody who may not see residents', async () => {
    const reader = await Reader.open(administrator)
    await desk.act(3, 'move')
    await desk.database.pool.query(`UPDATE building SET name = '新名' WHERE building_id = 2`)
    await expect.poll(() => reader.changes.length).toBeGreaterThan(0)
    expect(reader.changes.map(({ topic }) => topic)).toEqual(['building'])
    reader.close()
  })

  test('that is refused or taken back before its end is not told', async () => {
    const before = await lastId()
    expect(await desk.act(3, 'move', { dwellingId: 999 })).not.toBe('done')
    const client = await desk.database.pool.connect()
    await client.query('BEGIN')
    await client.query(`UPDATE building SET name = '未定' WHERE building_id = 1`)
    await client.query('ROLLBACK')
    client.release()
    expect(await lastId()).toBe(before)
  })

  test('of many buildings at once is one change of everything', async () => {
    const before = await lastId()
    await desk.database.pool.query(
      `INSERT INTO building (building_id, code, name, grid_id, use, floor_count, height_meters, source, geom)
       SELECT 1000 + n, 'many-' || n, 'many', 1, 'office', 1, 3, 'test', ST_ForcePolygonCCW(ST_MakeEnvelope(
         x, y, x + 0.000001, y + 0.000001, 4326))
       FROM generate_series(1, 101) AS n
       CROSS JOIN LATERAL (SELECT round(ST_XMin(geom)::numeric, 7)::float8 + n * 0.000002 AS x,
         round(ST_YMin(geom)::numeric, 7)::float8 + 0.000002 AS y FROM grid WHERE grid_id = 1) AS place`,
    )
    const told = await readAfter(before, operator)
    expect(told.filter(({ event }) => event === 'message').map(({ data }) => data)).toMatchObject([
      { topic: 'building', buildingId: null },
    ])
  })
})

describe('who was away', () => {
  test('goes on where they were, each change once and in order', async () => {
    const before = await lastId()
    await desk.act(3, 'move')
    const middle = await lastId()
    await desk.act(4, 'move', { dwellingId: 203 })
    const all = await readAfter(before, operator)
    const resumed = await fetch(`${url}?follow=false&after=0`, {
      headers: { ...operator, 'last-event-id': String(middle) },
    })
    const rest = (await resumed.text()).trim().split('\n\n').map(parseMessage)
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted((a, b) => a - b))
    expect(rest).toEqual(all.filter(({ id, event }) => id > middle || event === 'alive'))
    expect(rest.at(-1)).toMatchObject({ event: 'alive', id: await lastId() })
  })

  test('for too long is told that anything may have changed', async () => {
    await desk.act(3, 'move')
    const { pool } = desk.database
    const ahead = await readAfter((await lastId()) + 5, operator)
    expect(ahead.map(({ event }) => event)).toEqual(['gap', 'alive'])
    await pool.query('DELETE FROM live_change WHERE live_change_id < $1', [await lastId()])
    expect((await readAfter(1, operator)).map(({ event }) => event)).toContain('gap')
  })

  test('misses nothing of transactions that end in another order than they began', async () => {
    const before = await lastId()
    const [slow, quick] = [await desk.database.pool.connect(), await desk.database.pool.connect()]
    await slow.query('BEGIN')
    await slow.query(`UPDATE building SET name = 'slow' WHERE building_id = 1`)
    await quick.query(`UPDATE building SET name = 'quick' WHERE building_id = 2`)
    const between = await readAfter(before, operator)
    await slow.query('COMMIT')
    const after = await readAfter(between.at(-1)!.id, operator)
    for (const client of [slow, quick]) client.release()
    const buildings = (told: Told[]) =>
      told.filter(({ event }) => event === 'message').map(({ data }) => data.buildingId)
    expect([buildings(between), buildings(after)]).toEqual([[2], [1]])
  })
})

describe('who reads', () => {
  test('is told at once also of what is committed while the last was being read', async () => {
    const { pool } = desk.database
    const listening = createListening(pool, 'live_change')
    const database = actingDatabase(desk.app.pool, {
      ...{ permission: '', origin: '' },
      credential: { kind: 'session', tokenHash: hashToken(operator.cookie.split('=')[1] ?? '') },
    })
    const reading = followChanges(database, listening, {
      ...{ after: undefined, isFollowing: true },
      signal: new AbortController().signal,
    })
    await reading.next()
    const heard = listening.next(10_000)
    await pool.query(`UPDATE building SET name = '其间' WHERE building_id = 1`)
    await heard
    const next = await Promise.race([reading.next(), sleep(5000)])
    expect(next?.value).toContain('"buildingId":1')
    listening.end()
    await reading.return(undefined)
  })
})

describe('a session', () => {
  test('is not kept alive by listening, and its end ends the stream', async () => {
    const { pool } = desk.database
    const headers = await signInAs(pool, 'operator')
    const idle = `UPDATE account_session SET last_seen_at = now() - interval '10 minutes'
      WHERE session_id = (SELECT max(session_id) FROM account_session)`
    await pool.query(idle)
    const reader = await Reader.open(headers)
    await desk.act(3, 'move')
    await expect.poll(() => reader.changes.length).toBeGreaterThan(0)
    const { rows } = await pool.query(
      `SELECT last_seen_at < now() - interval '9 minutes' AS "isIdle" FROM account_session
       ORDER BY session_id DESC LIMIT 1`,
    )
    expect(rows[0].isIdle).toBe(true)
    await fetch(url.replace('events', 'session'), { method: 'DELETE', headers })
    await desk.act(4, 'move', { dwellingId: 203 })
    await expect.poll(() => reader.isEnded).toBe(true)
    await sleep(50)
    expect(reader.buildingsOf('registry')).not.toContain(203)
    expect((await fetch(url, { headers })).status).toBe(401)
  })
})
