import { expect, test } from 'vitest'
import type { StatisticsTable } from '../../../../server/contract/statistics.ts'
import { toStatisticsCsv } from '../../../../server/features/statistics/statistics-csv.ts'

const table: StatisticsTable = {
  level: 'zone',
  by: 'sex',
  counted: 'persons',
  isSuppressed: true,
  columns: [
    { key: 'male', nameZh: null, nameEn: null },
    { key: 'female', nameZh: null, nameEn: null },
  ],
  city: null,
  rows: [
    {
      id: 1,
      code: '39078300100101',
      name: '=东,"西"片区',
      parentId: 1,
      total: { value: 40 },
      cells: [{ kind: 'small' }, { kind: 'hidden' }],
    },
  ],
}

test('a name with commas and quotes stays one field, and none begins like a formula', () => {
  expect(toStatisticsCsv(table)).toBe(
    '\uFEFFcode,name,total,male,female\r\n39078300100101,"\'=东,""西""片区",40,<5,·\r\n',
  )
})
