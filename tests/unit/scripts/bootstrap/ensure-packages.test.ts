import { describe, expect, test } from 'vitest'
import { explainNpmFailure, matchesLock } from '../../../../scripts/bootstrap/ensure-packages.mjs'
import { parseOsRelease } from '../../../../scripts/bootstrap/inspect-machine.ts'
import { explainNodeVersion, stripsTypes } from '../../../../scripts/bootstrap/node-version.mjs'

const wanted = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-platform': { version: '2.0.0', optional: true },
  },
}

describe('the installed packages', () => {
  test('match a lock file that names the same versions', () => {
    expect(matchesLock(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true)
  })

  test('do not match where nothing is installed', () => {
    expect(matchesLock(wanted, undefined)).toBe(false)
  })

  test('do not match where a package is missing, older, or no longer wanted', () => {
    const a = { version: '1.0.0' }
    expect(matchesLock(wanted, { packages: {} })).toBe(false)
    expect(matchesLock(wanted, { packages: { 'node_modules/a': { version: '0.9.0' } } })).toBe(
      false,
    )
    expect(matchesLock(wanted, { packages: { 'node_modules/a': a, 'node_modules/b': a } })).toBe(
      false,
    )
  })
})

describe('a failed installation', () => {
  test.each([
    ['npm error code ENOSPC', /disk .* is full: free/],
    ['npm error code EAI_AGAIN', /registry cannot be reached: check the network/],
    ['npm error code EACCES', /cannot be written: give it to your account/],
    ['npm error something new', /something new[\s\S]*run "npm ci" to see why/],
  ])('says what to do about %s', (output, sentence) => {
    expect(explainNpmFailure(output, '/srv/city')).toMatch(sentence)
  })
})

describe('the version of Node', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s can run the bootstrap', (version) => {
    expect(explainNodeVersion(version)).toBeUndefined()
  })

  test.each(['18.20.0', '20.18.9'])('%s is too old, in one sentence', (version) => {
    expect(explainNodeVersion(version)).toMatch(/too old: install Node 20\.19 or newer/)
  })

  test('runs TypeScript by itself from 22.18 on', () => {
    expect(['22.17.0', '22.18.0', '23.5.0', '24.0.0'].map(stripsTypes)).toEqual([
      false,
      true,
      false,
      true,
    ])
  })
})

describe('/etc/os-release', () => {
  test('names the distribution and its parents', () => {
    const text = 'PRETTY_NAME="Ubuntu 24.04"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n'
    expect(parseOsRelease(text)).toEqual({
      distribution: ['ubuntu', 'debian'],
      distributionVersion: '24.04',
    })
  })

  test('is empty on other systems', () => {
    expect(parseOsRelease('')).toEqual({ distribution: [], distributionVersion: '' })
  })
})
