import { expect } from 'vitest'
import type {
  Classification,
  StatisticsCell,
  StatisticsTable,
} from '../../../server/contract/statistics.ts'
import { type AreaLevel, areaLevels } from '../../../server/contract/vocabulary.ts'
import type { TestApp } from '../../helpers/test-app.ts'

/** Headers that show who asks. */
export type Credentials = Record<string, string>

/** The table as it is answered. */
export async function getTable(
  { injectBare }: TestApp,
  headers: Credentials,
  level: AreaLevel,
  by: Classification,
): Promise<StatisticsTable> {
  const answer = await injectBare({
    url: `/api/v1/statistics?level=${level}&by=${by}`,
    headers,
  })
  expect([level, by, answer.statusCode]).toEqual([level, by, 200])
  return answer.json()
}

/** City, communities, zones and grids in one tree, as somebody would put them together. */
export async function readAll(
  app: TestApp,
  headers: Credentials,
  classifications: Classification[],
) {
  const parents = [-1]
  const totals: StatisticsCell[] = []
  const tables: StatisticsCell[][][] = []
  for (const [number, by] of classifications.entries()) {
    const levels = await Promise.all(areaLevels.map((level) => getTable(app, headers, level, by)))
    const city = levels[0]?.city
    if (!city) throw new Error('The whole city is missing.')
    const rows = levels.flatMap(({ level, rows }) => rows.map((row) => ({ ...row, level })))
    tables.push([city.cells, ...rows.map(({ cells }) => cells)])
    if (number > 0) continue
    totals.push(city.total, ...rows.map(({ total }) => total))
    const placeOf = new Map(rows.map(({ level, id }, place) => [`${level}:${id}`, place + 1]))
    for (const { level, parentId } of rows) {
      const above = areaLevels[areaLevels.indexOf(level) - 1]
      parents.push(above ? (placeOf.get(`${above}:${parentId}`) ?? 0) : 0)
    }
  }
  return { parents, totals, tables }
}

export const cellsOf = ({ rows }: StatisticsTable) =>
  rows.flatMap(({ total, cells }) => [total, ...cells])

/** Undefined where the number is hidden. */
export const countIn = (cell: StatisticsCell | undefined) =>
  cell && 'value' in cell ? cell.value : undefined

/** Building and class of each thing that is counted, over the tables that lead there. */
export function sourcesOf(): Record<Classification, string> {
  const persons = `person JOIN household USING (household_id) JOIN dwelling USING (dwelling_id)`
  return {
    age: `SELECT building_id, CASE WHEN years >= 80 THEN '80+'
        ELSE years / 10 * 10 || '–' || years / 10 * 10 + 9 END AS class
      FROM (SELECT building_id, extract(year FROM age(birth_date))::int AS years FROM ${persons})
        AS aged`,
    sex: `SELECT building_id, sex AS class FROM ${persons}`,
    registration: `SELECT building_id, registration_place AS class FROM ${persons}`,
    'household-size': `SELECT building_id,
        CASE WHEN count(*) >= 5 THEN '5+' ELSE count(*)::text END AS class
      FROM ${persons} GROUP BY building_id, household_id`,
    tenure: `SELECT building_id, tenure AS class FROM dwelling WHERE NOT is_retired`,
    trade: `SELECT building_id, trade AS class FROM shop`,
  }
}
