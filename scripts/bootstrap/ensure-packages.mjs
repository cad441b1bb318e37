import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runWithProgress } from './run-with-progress.mjs'

/**
 * Installs the npm packages where they differ from package-lock.json.
 *
 * @param {string} root folder of package.json
 */
export async function ensurePackages(root) {
  const wanted = readJson(join(root, 'package-lock.json'))
  // npm's own record of what it installed, written when an installation is complete.
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))
  if (matchesLock(wanted, installed)) return
  const reason = installed ? 'package-lock.json has changed' : 'there are none yet'
  const npm = findNpm()
  const result = await runWithProgress(
    `Installing the npm packages: ${reason}`,
    npm.program,
    [...npm.args, 'ci', '--include=dev', '--include=optional', '--loglevel=error'].concat([
      '--no-audit',
      '--no-fund',
    ]),
    { cwd: root },
  )
  if (result.exitCode !== 0) throw new Error(explainNpmFailure(result.output, root))
}

/**
 * Whether the installed packages are those of the lock file. Packages for other platforms are
 * optional and may be absent.
 *
 * @param {{packages: Record<string, {version?: string, optional?: boolean}>} | undefined} wanted
 * @param {{packages: Record<string, {version?: string}>} | undefined} installed
 * @returns {boolean}
 */
export function matchesLock(wanted, installed) {
  if (!wanted || !installed) return false
  const isWanted = Object.entries(installed.packages).every(
    ([path, { version }]) => wanted.packages[path]?.version === version,
  )
  const isComplete = Object.entries(wanted.packages).every(
    ([path, { optional }]) => path === '' || optional || path in installed.packages,
  )
  return isWanted && isComplete
}

/**
 * @param {string} output of npm
 * @param {string} root
 * @returns {string} one sentence that says what to do
 */
export function explainNpmFailure(output, root) {
  if (/ENOSPC|No space left/i.test(output)) {
    return `The disk that holds ${root} is full: free about 1 GB, then run the same command again.`
  }
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network/i.test(output)) {
    return 'The npm registry cannot be reached: check the network (npm ping), then run the same command again.'
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `The folder ${join(root, 'node_modules')} cannot be written: give it to your account, then run the same command again.`
  }
  const lastLines = output.trim().split('\n').slice(-5).join('\n')
  return `${lastLines}\nThe npm packages could not be installed: run "npm ci" to see why.`
}

/** The npm that started this script, else the one on the PATH. */
function findNpm() {
  const cli = process.env.npm_execpath
  return cli && /\.c?js$/.test(cli) && existsSync(cli)
    ? { program: process.env.npm_node_execpath ?? process.execPath, args: [cli] }
    : { program: 'npm', args: [] }
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
