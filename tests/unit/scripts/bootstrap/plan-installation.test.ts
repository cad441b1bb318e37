import { describe, expect, test } from 'vitest'
import {
  type MachineFacts,
  planInstallation,
} from '../../../../scripts/bootstrap/plan-installation.ts'

const bareDebian: MachineFacts = {
  platform: 'linux',
  distribution: ['debian'],
  distributionVersion: '12',
  privilege: 'root',
  hasPostgis: false,
  postgresMajor: undefined,
  hasBrowser: false,
  hasChineseFont: false,
}
const toStart = { postgis: true, browser: false }
const toTest = { postgis: true, browser: true }

describe('what the bootstrap installs', () => {
  test('is nothing where everything is in place', () => {
    const complete = { ...bareDebian, hasPostgis: true, hasBrowser: true, hasChineseFont: true }
    expect(planInstallation(toTest, complete)).toEqual({ kind: 'ready' })
  })

  test('is nothing for a start on the server of DATABASE_URL', () => {
    expect(planInstallation({ postgis: false, browser: false }, bareDebian).kind).toBe('ready')
  })

  test('is PostGIS alone for a start on Debian 12 as root', () => {
    expect(planInstallation(toStart, bareDebian)).toEqual({
      kind: 'install',
      packages: ['postgresql-15-postgis-3'],
      reason: 'the database needs PostGIS',
    })
  })

  test('is the PostGIS of the PostgreSQL that is already there', () => {
    const plan = planInstallation(toStart, { ...bareDebian, postgresMajor: 17 })
    expect(plan).toMatchObject({ packages: ['postgresql-17-postgis-3'] })
  })

  test('follows the release: Debian 13 and Ubuntu 24.04 have other versions', () => {
    const trixie = { ...bareDebian, distributionVersion: '13' }
    const noble = {
      ...bareDebian,
      distribution: ['ubuntu', 'debian'],
      distributionVersion: '24.04',
    }
    expect(planInstallation(toStart, trixie)).toMatchObject({
      packages: ['postgresql-17-postgis-3'],
    })
    expect(planInstallation(toStart, noble)).toMatchObject({
      packages: ['postgresql-16-postgis-3'],
    })
  })

  test('is also a browser and a Chinese font for the tests', () => {
    expect(planInstallation(toTest, bareDebian)).toMatchObject({
      kind: 'install',
      packages: ['postgresql-15-postgis-3', 'chromium', 'fonts-noto-cjk'],
    })
  })
})

describe('where it may not install', () => {
  test('an ordinary user of Debian gets one exact command', () => {
    const plan = planInstallation(toStart, { ...bareDebian, privilege: 'none' })
    expect(plan.kind === 'refuse' && plan.sentence).toContain(
      '"sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql-15-postgis-3"',
    )
  })

  test('Ubuntu, which has Chromium only as a snap, is asked for Chrome or CHROME_PATH', () => {
    const ubuntu = { ...bareDebian, distribution: ['ubuntu', 'debian'], hasPostgis: true }
    const plan = planInstallation(toTest, ubuntu)
    expect(plan.kind === 'refuse' && plan.sentence).toContain('CHROME_PATH')
  })

  test('macOS is told the command of Homebrew', () => {
    const mac: MachineFacts = { ...bareDebian, platform: 'darwin', distribution: [] }
    const plan = planInstallation(toStart, mac)
    expect(plan.kind === 'refuse' && plan.sentence).toContain('brew install postgis')
  })

  test('any other system is told of PG_BIN and DATABASE_URL', () => {
    const fedora: MachineFacts = { ...bareDebian, distribution: ['fedora'] }
    const plan = planInstallation(toStart, fedora)
    expect(plan.kind === 'refuse' && plan.sentence).toMatch(/PG_BIN.*DATABASE_URL/)
  })
})
