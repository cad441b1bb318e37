import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { childEnvironment, PROJECT_ROOT } from '../../server/config.ts'

/** Runs vitest once, its output passed on. @returns its exit code */
export function runVitest(args: string[]): Promise<number> {
  const vitest = join(PROJECT_ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: PROJECT_ROOT,
    env: childEnvironment({ NODE_ENV: 'test' }),
    stdio: 'inherit',
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve(exitCode ?? 1))
  })
}
