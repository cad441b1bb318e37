import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Config } from '../../server/config.ts'
import { isUsable, listPostgres } from '../../server/db/cluster/locate-postgres.ts'
import { findBrowser } from './find-browser.ts'
import type { MachineFacts, Needs } from './plan-installation.ts'

const run = promisify(execFile)

/** Finds out what is here; takes about 100 ms where everything is in place. */
export async function inspectMachine(needs: Needs, config: Config): Promise<MachineFacts> {
  const [installations, osRelease, hasChineseFont] = await Promise.all([
    listPostgres(config.pgBin),
    readFile('/etc/os-release', 'utf8').catch(() => ''),
    findChineseFont(),
  ])
  const hasPostgis = installations.some(isUsable)
  const hasBrowser = needs.browser && findBrowser(config.chromePath) !== undefined
  const isComplete =
    (hasPostgis || !needs.postgis) && ((hasBrowser && hasChineseFont) || !needs.browser)
  return {
    platform: process.platform,
    ...parseOsRelease(osRelease),
    // Asking sudo leaves a line in the log of the machine: only where something is missing.
    privilege: isComplete ? 'none' : await findPrivilege(),
    hasPostgis,
    postgresMajor: installations[0]?.major,
    hasBrowser,
    hasChineseFont,
  }
}

/** Reads the three lines of /etc/os-release that tell which packages fit. */
export function parseOsRelease(
  text: string,
): Pick<MachineFacts, 'distribution' | 'distributionVersion'> {
  const read = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? ''
  return {
    distribution: `${read('ID')} ${read('ID_LIKE')}`.split(' ').filter(Boolean),
    distributionVersion: read('VERSION_ID'),
  }
}

async function findPrivilege(): Promise<MachineFacts['privilege']> {
  if (process.getuid?.() === 0) return 'root'
  return run('sudo', ['-n', 'true']).then(
    () => 'sudo',
    () => 'none',
  )
}

/** Without a Chinese font all labels of the map are empty boxes. */
async function findChineseFont(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const fonts = await run('fc-list', [':lang=zh-cn', 'file']).catch(() => ({ stdout: '' }))
  return fonts.stdout.trim() !== ''
}
