/** `npm run check`: everything that needs no database and no browser, side by side. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { childEnvironment, PROJECT_ROOT } from '../server/config.ts'

const HELP = `npm run check

Format and lint (Biome), types (TypeScript), unit and architecture tests, in under a minute.
"npm run format" repairs what Biome can. Exit code 1 when one of them fails.`

const BIN = join(PROJECT_ROOT, 'node_modules', '.bin')
const CHECKS = [
  { name: 'format and lint', program: 'biome', args: ['check', '--colors=force', '.'] },
  { name: 'types', program: 'tsc', args: ['--noEmit', '--pretty'] },
  {
    name: 'unit and architecture tests',
    program: 'vitest',
    args: ['run', '--project=unit', '--project=architecture'],
  },
]

if (process.argv.includes('--help')) {
  console.log(HELP)
} else {
  const results = await Promise.all(CHECKS.map(runCheck))
  process.exitCode = results.every(Boolean) ? 0 : 1
}

/** Shows the output of a check once it has ended, so that several do not mix. */
function runCheck({ name, program, args }: (typeof CHECKS)[number]): Promise<boolean> {
  const started = Date.now()
  const child = spawn(join(BIN, program), args, {
    cwd: PROJECT_ROOT,
    env: childEnvironment({ NODE_ENV: 'test' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1)
      if (exitCode !== 0) console.log(output.trimEnd())
      console.log(`${exitCode === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
      resolve(exitCode === 0)
    })
  })
}
