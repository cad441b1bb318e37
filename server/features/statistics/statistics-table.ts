import {
  type Classification,
  classesOf,
  countedNouns,
  type StatisticsCell,
  type StatisticsQuery,
  type StatisticsTable,
} from '../../contract/statistics.ts'
import { isSmall, publish, suppressTable, suppressTotals } from '../../privacy/suppression.ts'
import { type AreaCounts, sumAreas } from './area-counts.ts'
import type { CountedCity } from './statistics.queries.ts'

interface PublishedCounts {
  totals: StatisticsCell[]
  cells: StatisticsCell[][]
}

/** The table as it may leave: exact for who may read the registry, else without small counts. */
export function toStatisticsTable(
  city: CountedCity,
  { level, by }: StatisticsQuery,
): StatisticsTable {
  const columns = toColumns(city, by)
  const counted = sumAreas(
    city.grids,
    columns.map(({ key }) => key),
  )
  // Shops are no persons.
  const isSuppressed = !city.mayReadRegistry && by !== 'trade'
  const { totals, cells } = isSuppressed ? suppress(city, counted, by) : showAll(counted)
  const countsOf = (row: number) => ({
    total: totals[row] ?? { kind: 'hidden' as const },
    cells: cells[row] ?? [],
  })
  return {
    level,
    by,
    counted: countedNouns[by],
    isSuppressed,
    columns,
    city: city.seesCity ? countsOf(0) : null,
    rows: city.areas.flatMap((area) => {
      const row = counted.rowOf(level, area.id)
      // What is decided over the whole city is shown of the own area only.
      return row === undefined || !counted.isInReach[row] ? [] : [{ ...area, ...countsOf(row) }]
    }),
  }
}

function toColumns({ trades }: CountedCity, by: Classification): StatisticsTable['columns'] {
  if (by === 'trade') return trades
  return classesOf[by].map((key) => ({ key, nameZh: null, nameEn: null }))
}

const showAll = ({ totals, counts }: AreaCounts): PublishedCounts => ({
  totals: totals.map((value) => ({ value })),
  cells: counts.map((row) => row.map((value) => ({ value }))),
})

function suppress(city: CountedCity, counted: AreaCounts, by: Classification): PublishedCounts {
  const { parents, totals, counts } = counted
  if (by === 'household-size') return suppressHouseholds(city, counted)
  const states = suppressTotals(parents, totals)
  return {
    totals: totals.map((value, row) => publish(states[row], value)),
    cells: suppressTable(parents, counts, states),
  }
}

/**
 * Sizes times households are the persons, whose number other tables show: more than sums ties the
 * tables, and in a small area that would tell. So households are shown per community at most, only
 * while no count there is small, and only while no number of persons there has to be hidden.
 */
function suppressHouseholds(city: CountedCity, { totals, counts, depths }: AreaCounts) {
  const persons = sumAreas(
    city.grids.map((grid) => ({ ...grid, counts: { all: city.persons?.[grid.id] ?? 0 } })),
    ['all'],
  )
  const personStates = suppressTotals(persons.parents, persons.totals)
  const isWide = (row: number) => (depths[row] ?? 0) <= 1
  const isOpen = counts.every(
    (row, place) => !isWide(place) || (!row.some(isSmall) && personStates[place] === 'shown'),
  )
  const stateOf = (row: number) => (isWide(row) && isOpen ? 'shown' : 'withheld')
  return {
    totals: totals.map((value, row) => publish(stateOf(row), value)),
    cells: counts.map((row, place) => row.map((value) => publish(stateOf(place), value))),
  }
}
