import { buildingHouseholds } from '../../server/features/buildings/building-households.queries.ts'
import type { BenchContext } from './bench-context.ts'
import { type Figure, percentile } from './figure.ts'
import { measureHttpRate } from './http-load.ts'

const page = { page: 1, pageSize: 200 }

/** A click on a building: the answer's p95, beside the bare SQL over one connection. */
export async function measureBuildingHouseholds(context: BenchContext): Promise<Figure[]> {
  const ids = await listBusyBuildings(context)
  const bare = await measureBareSql(context, ids)
  const { latenciesMs } = await measureHttpRate({
    ...context,
    paths: ids.map((id) => `/api/v1/buildings/${id}/households`),
    connections: 1,
  })
  return [
    {
      name: 'building → households, p95',
      value: percentile(latenciesMs, 0.95),
      unit: 'ms',
      floor: percentile(bare, 0.95),
      floorName: 'bare SQL',
      target: { atMost: 3 },
    },
  ]
}

async function listBusyBuildings({ pool }: BenchContext): Promise<number[]> {
  const { rows } = await pool.query<{ building_id: number }>(
    'SELECT building_id FROM building WHERE household_count > 0 ORDER BY md5(code) LIMIT 200',
  )
  return rows.map((row) => row.building_id)
}

async function measureBareSql({ pool, seconds }: BenchContext, ids: number[]): Promise<number[]> {
  const client = await pool.connect()
  const latenciesMs: number[] = []
  const until = performance.now() + seconds * 1000
  try {
    for (let place = 0; performance.now() < until; place++) {
      const statement = buildingHouseholds(ids[place % ids.length] ?? 0, page)
      const startedAt = performance.now()
      await client.query({ name: 'bench_households', ...toQuery(statement) })
      latenciesMs.push(performance.now() - startedAt)
    }
  } finally {
    client.release()
  }
  return latenciesMs
}

const toQuery = ({ text, values }: { text: string; values: unknown[] }) => ({ text, values })
