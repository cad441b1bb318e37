import { areaCollection } from '../../server/features/areas/areas.queries.ts'
import type { BenchContext } from './bench-context.ts'
import type { Figure } from './figure.ts'
import { measureHttpRate } from './http-load.ts'
import { measureSqlRate } from './pgbench.ts'
import { toStatementText } from './statement-text.ts'

/** All grids as GeoJSON, beside the SQL that builds the same text. */
export async function measureAreas(context: BenchContext): Promise<Figure[]> {
  const connections = 4
  const floor = await measureSqlRate({
    ...context,
    statements: [toStatementText(areaCollection('grid', {}))],
    clients: connections,
    program: `${context.binDir}/pgbench`,
  })
  const { requestsPerSecond } = await measureHttpRate({
    ...context,
    paths: ['/api/v1/grids'],
    connections,
  })
  return [
    {
      name: 'all grids as GeoJSON',
      value: requestsPerSecond,
      unit: 'answers/s',
      floor,
      floorName: 'pgbench, same SQL',
      target: { atLeast: 0.7 },
    },
  ]
}
