import { setTimeout as sleep } from 'node:timers/promises'
import { checkCharacter } from '../../../server/contract/identity-number.ts'
import type { ImportBatch, ImportRow } from '../../../server/contract/imports.ts'
import type { ImportOutcome, RosterKind } from '../../../server/contract/rosters.ts'
import type { CopyValue } from '../../../server/db/copy-lines.ts'
import { createBuilding, createSmallCity } from '../../factories/small-city.ts'
import { type Ask, askAs } from '../../helpers/ask-as.ts'
import { createTestDatabase, type TestDatabase } from '../../helpers/database.ts'
import { openTestApp, signInAs, type TestApp } from '../../helpers/test-app.ts'

export interface ImportDesk {
  database: TestDatabase
  app: TestApp
  ask: Ask
  /** Sends a file and waits for its dry run. */
  check(lines: readonly Line[] | Buffer, options?: Sending): Promise<ImportBatch>
  apply(batch: ImportBatch): Promise<ImportBatch>
  undo(batch: ImportBatch): Promise<ImportBatch>
  rowsOf(batch: ImportBatch, outcome: ImportOutcome): Promise<ImportRow[]>
  /** Everything of the registry that an import may change. */
  snapshot(): Promise<unknown>
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

export type Line = readonly CopyValue[]

interface Sending {
  kind?: RosterKind
  fields?: Record<string, string>
  name?: string
}

export const HEADER =
  '小区,楼号,单元,房号,户编号,姓名,与户主关系,身份证号,性别,出生日期,电话,户籍地,入住日期'.split(
    ',',
  )

/** A row of the household form in dwelling 1号楼 1-10x of 阳光里. */
export const line = (
  door: number | string,
  name: string,
  relation: string,
  more: Partial<Record<string, string>> = {},
): string[] => {
  const told: Record<string, string> = {
    小区: '阳光里',
    楼号: '1号楼',
    单元: '1',
    房号: typeof door === 'number' ? `10${door}` : door,
    姓名: name,
    与户主关系: relation,
    ...more,
  } as Record<string, string>
  return HEADER.map((column) => told[column] ?? '')
}

/** A number of the unassigned division that states this day; `order` odd for men. */
export function numberOf(day: string, order: number): string {
  const first17 = `390783${day.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

/** A small city with two buildings of twenty dwellings, empty, and an operator before it. */
export async function openImportDesk(): Promise<ImportDesk> {
  const database = await createTestDatabase('empty')
  await createSmallCity(database.pool, [
    [0, 0, 2, 4],
    [2, 0, 4, 4],
  ])
  await createBuilding(database.pool, 1, [0.2, 0.2, 0.4, 0.4], 20)
  await createBuilding(database.pool, 2, [2.2, 0.2, 2.4, 0.4], 20)
  await database.pool.query(
    `INSERT INTO estate (estate_id, name, kind, geom)
     SELECT building_id, CASE building_id WHEN 1 THEN '阳光里' ELSE '月光里' END, 'walk-up', geom FROM building`,
  )
  await database.pool.query('UPDATE building SET estate_id = building_id')
  const app = await openTestApp(database)
  const ask = askAs(app, await signInAs(database.pool, 'operator'))
  const query: ImportDesk['query'] = async (text, values) =>
    (await database.pool.query(text, values)).rows

  const waitFor = async (id: number): Promise<ImportBatch> => {
    for (let tries = 0; tries < 400; tries++) {
      const batch: ImportBatch = (await ask('GET', `/api/v1/imports/${id}`)).json()
      if (!['reading', 'checking', 'applying', 'undoing'].includes(batch.state)) return batch
      await sleep(25)
    }
    throw new Error(`Import ${id} does not end`)
  }
  const step = async (batch: ImportBatch, name: string, body?: object) => {
    const answer = await ask('POST', `/api/v1/imports/${batch.id}/${name}`, body)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return waitFor(batch.id)
  }

  return {
    ...{ database, app, ask, query },
    async check(lines, { kind = 'household', fields = {}, name = '名册.csv' } = {}) {
      const answer = await sendFile(app, ask, toBytes(lines), { kind, ...fields }, name)
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return waitFor(answer.json().id)
    },
    apply: (batch) => step(batch, 'apply'),
    undo: (batch) => step(batch, 'undo', { reason: '导错文件' }),
    async rowsOf(batch, outcome) {
      const answer = await ask('GET', `/api/v1/imports/${batch.id}/rows?outcome=${outcome}`)
      return answer.json().items
    },
    snapshot: async () => ({
      persons: await query(
        `SELECT person_id, household_id, relation_to_head, name, pinyin, sex, birth_date::text,
           identity_number_masked, encode(phone_index, 'hex') AS phone, registration_place
         FROM person WHERE erased_at IS NULL ORDER BY 1`,
      ),
      households: await query(
        'SELECT household_id, dwelling_id, kind, created_at FROM household ORDER BY 1',
      ),
      residences: await query(
        'SELECT residence_id, person_id, dwelling_id, kind, valid::text, source FROM residence ORDER BY 1',
      ),
      counts: await query(
        'SELECT building_id, household_count, person_count, shop_count FROM building ORDER BY 1',
      ),
      shops: await query(
        'SELECT shop_id, name, trade, legal_form, address, floor, opened_on::text FROM shop ORDER BY 1',
      ),
    }),
    async close() {
      await app.close()
      await database.drop()
    },
  }
}

export const toBytes = (lines: readonly Line[] | Buffer): Buffer =>
  Buffer.isBuffer(lines) ? lines : Buffer.from(lines.map((cells) => cells.join(',')).join('\n'))

/** Sends a file as a browser does. */
export function sendFile(
  _app: TestApp,
  ask: Ask,
  bytes: Buffer,
  fields: Record<string, string>,
  name = '名册.csv',
  url = '/api/v1/imports',
) {
  const boundary = 'digital-community-test'
  const parts = Object.entries(fields).map(
    ([field, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  )
  const payload = Buffer.concat([
    Buffer.from(
      `${parts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return ask('POST', url, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
}
