import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { childEnvironment, PROJECT_ROOT } from '../../server/config.ts'
import { diskFullError, isDiskFull, SetupError } from '../../server/db/setup-error.ts'
import { runWithProgress } from '../bootstrap/run-with-progress.mjs'

const SOURCES = [
  'client',
  'server/contract',
  'scripts/build',
  'vite.config.ts',
  'package-lock.json',
]
const OUTPUT = join(PROJECT_ROOT, 'dist', 'client')
const STAMP = join(PROJECT_ROOT, 'dist', 'client.stamp')

/**
 * Builds the client into dist/client where its sources have changed since the last build.
 *
 * @throws SetupError where the build fails
 */
export async function ensureClientBuild(): Promise<void> {
  const stamp = await hashSources()
  const lastStamp = await readFile(STAMP, 'utf8').catch(() => '')
  if (stamp === lastStamp && existsSync(join(OUTPUT, 'index.html'))) return
  await rm(STAMP, { force: true })
  const reason = lastStamp ? 'its sources have changed' : 'there is no build yet'
  const vite = join(PROJECT_ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const { exitCode, output } = await runWithProgress(
    `Building the client: ${reason}`,
    process.execPath,
    [vite, 'build', '--logLevel=warn'],
    { cwd: PROJECT_ROOT, env: childEnvironment({ NODE_ENV: 'production' }) },
  )
  if (exitCode !== 0) {
    if (isDiskFull(output)) throw diskFullError(OUTPUT)
    throw new SetupError(
      `${output.trim()}\nThe client could not be built: correct the error above.`,
    )
  }
  await writeFile(STAMP, stamp)
}

async function hashSources(): Promise<string> {
  const files = (await Promise.all(SOURCES.map(listFiles))).flat().sort()
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(`${file}\0`).update(await readFile(join(PROJECT_ROOT, file)))
  }
  return hash.digest('hex')
}

async function listFiles(source: string): Promise<string[]> {
  const path = join(PROJECT_ROOT, source)
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (!entries) return [source]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(PROJECT_ROOT.length + 1))
}
