import type pg from 'pg'
import { loadConfig } from '../../server/config.ts'
import { migrate } from '../../server/db/migrate.ts'
import { readQuery } from '../../server/features/search/read-query.ts'
import { searchStatement, toIndexes } from '../../server/features/search/search.queries.ts'
import { loadKeyring } from '../../server/privacy/keyring.ts'
import { createSealer, type Sealer } from '../../server/privacy/sealing.ts'
import {
  type BenchContext,
  generateCity,
  openOperatorPool,
  signIn,
  startServer,
} from './bench-context.ts'
import { type Figure, percentile } from './figure.ts'
import { measureHttpRate } from './http-load.ts'
import { multiplyPersons } from './multiply-persons.ts'
import { withDatabase } from './with-database.ts'

const LIMIT = 20
/** Each person of the city once, then nine more of the same name. */
const TIMES = 10
const TURNS_A_SECOND = 2

/** A city to search in, and what answers there. */
type Target = Pick<BenchContext, 'pool' | 'port' | 'cookie' | 'seconds'>

/**
 * What people type, in the city and in one with ten times as many persons: the answer's p95 beside
 * the bare SQL, audit included, over one connection.
 */
export async function measureSearch(context: BenchContext): Promise<Figure[]> {
  const { piiKey, dataDir } = loadConfig()
  const sealer = createSealer(await loadKeyring(piiKey, dataDir))
  const figures = [await measureIn(context, sealer)]
  await withDatabase(context.connectionString, 'bench_tenfold', async (url) => {
    await migrate(url)
    await generateCity(url)
    const pool = openOperatorPool(url)
    await multiplyPersons(pool, TIMES)
    const { port, stop } = await startServer(url)
    try {
      const target = { pool, port, cookie: await signIn(port), seconds: context.seconds }
      figures.push(await measureIn(target, sealer))
    } finally {
      await stop()
      await pool.end()
    }
  })
  return figures
}

async function measureIn(target: Target, sealer: Sealer): Promise<Figure> {
  const queries = await listQueries(target.pool, sealer)
  const bareMs: number[] = []
  const answeredMs: number[] = []
  // By turns, so that whatever else the machine does meets both alike; the first warms plans up.
  for (let turn = 0; turn <= target.seconds * TURNS_A_SECOND; turn++) {
    const from = (turn * 17) % queries.length
    const some = [...queries.slice(from), ...queries.slice(0, from)]
    const bare = await measureBareSql(target, sealer, some)
    const { latenciesMs } = await measureHttpRate({
      ...target,
      seconds: 1 / TURNS_A_SECOND,
      paths: ['/api/v1/search'],
      bodies: some.map((q) => JSON.stringify({ q, limit: LIMIT })),
      connections: 1,
    })
    if (turn === 0) continue
    bareMs.push(...bare)
    answeredMs.push(...latenciesMs)
  }
  const { rows } = await target.pool.query('SELECT count(*)::int AS count FROM person')
  return {
    name: `search among ${rows[0].count.toLocaleString('en')} persons, p95`,
    value: percentile(answeredMs, 0.95),
    unit: 'ms',
    floor: percentile(bareMs, 0.95),
    floorName: 'bare SQL',
    target: { atMost: 3 },
  }
}

/** Names in full and from their beginning, numbers, homes and places, as people type them. */
async function listQueries(pool: pg.Pool, sealer: Sealer): Promise<string[]> {
  const { rows: persons } = await pool.query(
    `SELECT person_id AS id, name, pinyin, initials, phone_sealed AS phone,
       identity_number_sealed AS number
     FROM person WHERE phone_sealed IS NOT NULL AND person_id < 100000 ORDER BY md5(person_id::text) LIMIT 20`,
  )
  const { rows: homes } = await pool.query(
    `SELECT concat(estate.name, building.name, ' ', dwelling_label(unit.number, floor, door)) AS full,
       concat(estate.initials, replace(building.name, '号楼', '-'), dwelling_label(unit.number, floor, door)) AS short
     FROM dwelling JOIN unit USING (unit_id) JOIN building ON building.building_id = dwelling.building_id
     JOIN estate USING (estate_id)
     WHERE building.name LIKE '%号楼' ORDER BY md5(dwelling_id::text) LIMIT 20`,
  )
  const { rows: places } = await pool.query(
    'SELECT name, initials FROM estate ORDER BY md5(name) LIMIT 20',
  )
  return persons.flatMap(({ id, name, pinyin, initials, phone, number }, place) => [
    name,
    name[0],
    pinyin,
    pinyin.slice(0, 4),
    initials,
    initials[0],
    sealer.open(id, 'phone', phone),
    sealer.open(id, 'identity-number', number),
    homes[place].full,
    homes[place].short,
    places[place].name,
    places[place].initials,
  ])
}

/** The same statements over one connection for one turn. */
async function measureBareSql(
  { pool }: Target,
  sealer: Sealer,
  queries: string[],
): Promise<number[]> {
  const client = await pool.connect()
  const latenciesMs: number[] = []
  const until = performance.now() + 1000 / TURNS_A_SECOND
  try {
    // As the product does it.
    await client.query('SET plan_cache_mode = force_generic_plan')
    for (let place = 0; performance.now() < until; place++) {
      const read = readQuery(queries[place % queries.length] ?? '')
      const { text, values } = searchStatement(read, toIndexes(read, sealer), { limit: LIMIT })
      const startedAt = performance.now()
      await client.query({ name: 'bench_search', text, values })
      latenciesMs.push(performance.now() - startedAt)
    }
  } finally {
    client.release()
  }
  return latenciesMs
}
