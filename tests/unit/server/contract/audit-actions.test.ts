import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { auditActions } from '../../../../server/contract/audit.ts'

const root = join(import.meta.dirname, '../../../..')

test('every action that is written down can be filtered by', () => {
  const source = globSync('server/**/*.{sql,ts}', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const written = [...source.matchAll(/\baudit\(\s*'([a-z-]+\.[a-z-]+)'/g)].map(([, name]) => name)
  expect(written).toContain('person.reveal')
  expect(written.filter((name) => !(auditActions as readonly string[]).includes(name!))).toEqual([])
})
