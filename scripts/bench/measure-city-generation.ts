import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../../server/db/migrate.ts'
import { type BenchContext, generateCity } from './bench-context.ts'
import type { Figure } from './figure.ts'
import { runChild } from './run-child.ts'
import { withDatabase } from './with-database.ts'

/** Generating and loading the city, beside restoring a dump of the same city. */
export async function measureCityGeneration(context: BenchContext): Promise<Figure[]> {
  const generated = await timed(() =>
    withDatabase(context.connectionString, 'bench_generated', async (url) => {
      await migrate(url)
      await generateCity(url)
    }),
  )
  const dump = join(context.outputFolder, 'city.dump')
  await runChild(join(context.binDir, 'pg_dump'), [
    '-Fc',
    '--exclude-table-data=spatial_ref_sys',
    '-f',
    dump,
    context.connectionString,
  ])
  const restored = await timed(() =>
    withDatabase(context.connectionString, 'bench_restored', (url) =>
      runChild(join(context.binDir, 'pg_restore'), [
        '--no-owner',
        '--no-comments',
        '-d',
        url,
        dump,
      ]),
    ),
  )
  await rm(dump)
  return [
    {
      name: 'city: generate and load',
      value: generated,
      unit: 's',
      floor: restored,
      floorName: 'pg_restore of the same city',
      target: { atMost: 8 },
    },
    { name: 'city: time on this machine', value: generated, unit: 's', target: { atMost: 60 } },
  ]
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await act()
  return (performance.now() - startedAt) / 1000
}
