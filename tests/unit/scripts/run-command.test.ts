import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../../../server/config.ts'

/** Runs a command of the command line to its end. */
function run(script: string, ...args: string[]) {
  return new Promise<{ exitCode: number; output: string; errors: string }>((resolve) => {
    const file = join(PROJECT_ROOT, 'scripts', script)
    execFile(process.execPath, [file, ...args], (error, output, errors) => {
      resolve({ exitCode: error ? Number(error.code) : 0, output, errors })
    })
  })
}

describe.concurrent('a command', { timeout: 30_000 }, () => {
  test('shows its help where that is asked for, and does nothing else', async () => {
    const { exitCode, output, errors } = await run('apply-retention.ts', '--dry-run', '--help')
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' })
    expect(output).toContain('Usage: npm run apply-retention')
  })

  test('says what it does not know, with its help, and ends with 2', async () => {
    const { exitCode, output, errors } = await run('rotate-key.ts', '--nonsense')
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' })
    expect(errors).toMatch(/^Unknown option '--nonsense'/)
    expect(errors).toContain('npm run rotate-key')
    expect(errors).not.toMatch(/\n {4}at /)
  })

  test.each([
    ['verify-audit.ts', ['--expect-head', '1:abc'], /^1:abc is no head/],
    ['import-buildings.ts', [], /^Name one file/],
    ['import-buildings.ts', ['a.geojson', 'b.geojson'], /^Name one file/],
    ['create-admin.ts', ['--name', 'Not A Name'], /^Say who it is for/],
    ['generate-city.ts', ['--seed', 'x'], /^--seed must be a whole number/],
  ])('refuses what makes no sense in one sentence: %s %o', async (script, args, sentence) => {
    const { exitCode, errors } = await run(script, ...args)
    expect(exitCode).toBe(2)
    expect(errors).toMatch(sentence)
  })
})
