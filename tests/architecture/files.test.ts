import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listSourceFiles, projectRoot } from './read-imports.ts'

const files = listSourceFiles(['client', 'server', 'scripts', 'tests'])

/** Above 200 lines a file is looked at again, above 300 it needs a reason; here it is split. */
const LINE_LIMIT = 450

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')

describe('files', () => {
  test('are named in kebab-case with a role suffix after a dot', () => {
    const offences = files.filter(
      (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|mjs|mts)$/.test(basename(file)),
    )
    expect(offences).toEqual([])
  })

  test('name the thing they hold: no utils, no helpers, no barrel', () => {
    const offences = files.filter((file) =>
      /^(utils?|helpers?|common|misc|index)\.(ts|tsx|mjs)$/.test(basename(file)),
    )
    expect(offences).toEqual([])
  })

  test('stay within the size at which they are split, and three quarters under 180 lines', () => {
    const lengths = files
      .filter((file) => !file.startsWith('tests/'))
      .map((file) => ({ file, lines: read(file).split('\n').length }))
      .sort((a, b) => a.lines - b.lines)
    expect(lengths.filter(({ lines }) => lines > LINE_LIMIT)).toEqual([])
    expect(lengths[Math.floor(lengths.length * 0.75)]?.lines).toBeLessThan(180)
  })

  test('read the environment in server/config.ts and in the bootstrap only', () => {
    const readers = files.filter(
      (file) => /^(server|client|scripts)\//.test(file) && /process\.env\b/.test(read(file)),
    )
    expect(readers).toEqual(['scripts/bootstrap/ensure-packages.mjs', 'server/config.ts'])
  })

  test('ask the server for data in client/api, and in the scene for vector tiles only', () => {
    const askers = files.filter(
      (file) =>
        file.startsWith('client/') && /\bfetch\(|XMLHttpRequest|new EventSource/.test(read(file)),
    )
    expect(askers).toEqual([
      ...['client/api/http.ts', 'client/api/live-changes.ts'],
      'client/scene/fetch-vector-tile.ts',
    ])
  })

  test('ask nothing of servers outside: no address but examples, loopback and identifiers', () => {
    const address = /https?:\/\/(?!127\.0\.0\.1|localhost|\[|\$\{|[a-z.]*example\b|[^/]*w3\.org)/
    const offences = files
      .filter((file) => file.startsWith('client/'))
      .filter((file) =>
        read(file)
          .split('\n')
          .some((line) => address.test(line) && !isComment(line)),
      )
    expect(offences).toEqual([])
  })
})

function isComment(line: string): boolean {
  return /^\s*(\/\/|\/?\*)/.test(line)
}
