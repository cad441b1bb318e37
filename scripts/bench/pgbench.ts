import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '../../server/config.ts'
import { OPERATOR_SETTINGS } from './bench-context.ts'

const run = promisify(execFile)

export interface SqlLoad {
  readonly connectionString: string
  /** Complete statements, run in a random order with equal weight; at most 100. */
  readonly statements: readonly string[]
  readonly clients: number
  readonly seconds: number
  /** Path of the pgbench program. */
  readonly program: string
}

/** Transactions per second that pgbench reaches on the statements, prepared. */
export async function measureSqlRate(load: SqlLoad): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'pgbench-'))
  try {
    const scripts = await Promise.all(
      load.statements.slice(0, 100).map(async (statement, place) => {
        const path = join(folder, `${place}.sql`)
        await writeFile(path, `${statement.replaceAll(/\s+/g, ' ').trim()};\n`)
        return path
      }),
    )
    const { stdout } = await run(
      load.program,
      [
        ...['--no-vacuum', '--protocol=prepared', `--client=${load.clients}`],
        ...['--jobs=1', `--time=${load.seconds}`],
        ...scripts.map((path) => `--file=${path}`),
        load.connectionString,
      ],
      { maxBuffer: 2 ** 24, env: childEnvironment({ PGOPTIONS: OPERATOR_SETTINGS }) },
    )
    const rate = /tps = ([\d.]+) \(without/.exec(stdout)?.[1] ?? /tps = ([\d.]+)/.exec(stdout)?.[1]
    if (!rate) throw new Error(`pgbench gave no rate:\n${stdout}`)
    return Number(rate)
  } finally {
    await rm(folder, { recursive: true })
  }
}
