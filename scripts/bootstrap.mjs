/**
 * Makes a bare clone ready to run: packages first, then what the machine itself must have. Runs
 * before each command (see package.json) on whatever Node is installed, without any package.
 *
 *   node scripts/bootstrap.mjs start|test|check
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensurePackages } from './bootstrap/ensure-packages.mjs'
import { explainNodeVersion, stripsTypes } from './bootstrap/node-version.mjs'

const root = resolve(import.meta.dirname, '..')
const command = process.argv[2] ?? 'start'

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function main() {
  const tooOld = explainNodeVersion(process.versions.node)
  if (tooOld) throw new Error(tooOld)
  await ensurePackages(root)
  const runtime = findRuntime()
  if (command === 'check') return
  const script = join(root, 'scripts', 'bootstrap', 'prepare-machine.ts')
  const { status } = spawnSync(runtime, [script, command], { stdio: 'inherit', cwd: root })
  process.exitCode = status ?? 1
}

/** Node 24 comes with the packages; where it does not, the installed Node has to be new enough. */
function findRuntime() {
  const packaged = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(packaged)) return packaged
  if (stripsTypes(process.versions.node)) return process.execPath
  throw new Error(
    `There is no packaged Node for ${process.platform} ${process.arch} and Node ${process.versions.node} cannot run TypeScript: install Node 24, then run the same command again.`,
  )
}
