import { describe, expect, test } from 'vitest'
import { findCircle } from './find-circle.ts'
import { findFeature, findRoom } from './layers.ts'
import { findSpecifiers, listSourceFiles, readImports } from './read-imports.ts'

const files = listSourceFiles(['client', 'server', 'scripts', 'tests'])
const imports = files.flatMap(readImports)
const ownImports = imports.filter(({ isOwnFile }) => isOwnFile)

describe('who may know whom', () => {
  test('each file stands in a known room', () => {
    expect(files.filter((file) => !findRoom(file))).toEqual([])
  })

  test('a room looks only into the rooms below it', () => {
    const offences = ownImports.filter(({ from, to }) => {
      const room = findRoom(from)
      const target = findRoom(to)
      return room !== target && !room?.mayEnter.some((path) => to.startsWith(path))
    })
    expect(offences.map(describeImport)).toEqual([])
  })

  test('a feature never imports a feature', () => {
    const offences = ownImports.filter(({ from, to }) => {
      const [feature, target] = [findFeature(from), findFeature(to)]
      return feature && target && feature !== target
    })
    expect(offences.map(describeImport)).toEqual([])
  })

  test('the scene and the geometry know nothing of React, the interface and the network', () => {
    const offences = imports.filter(({ from, to, isOwnFile }) => {
      const isHidden = findRoom(from)?.isBlindTo?.some((pattern) => pattern.test(to))
      return !isOwnFile && isHidden
    })
    expect(offences.map(describeImport)).toEqual([])
  })

  test('the contract imports typebox only', () => {
    const offences = imports.filter(
      ({ from, to, isOwnFile }) =>
        from.startsWith('server/contract/') && !isOwnFile && to !== 'typebox',
    )
    expect(offences.map(describeImport)).toEqual([])
  })

  test('no circle of imports exists', () => {
    expect(findCircle(ownImports)).toEqual([])
  })
})

describe('the reading of imports', () => {
  test('finds every form of import and skips comments', () => {
    const source = [
      "import { a } from './a.ts'",
      "import type {\n  B,\n  C,\n} from './b.ts'",
      "import './side-effect.css'",
      "export { d } from './d.ts'",
      "const e = await import('./e.ts')",
      "// import f from './f.ts'",
      "/** import g from './g.ts' */",
    ].join('\n')
    expect(findSpecifiers(source)).toEqual([
      './a.ts',
      './b.ts',
      './side-effect.css',
      './d.ts',
      './e.ts',
    ])
  })

  test('finds a circle and names its members in order', () => {
    const line = (from: string, to: string) => ({ from, to, isOwnFile: true })
    expect(findCircle([line('a', 'b'), line('b', 'c'), line('c', 'b')])).toEqual(['b', 'c', 'b'])
  })
})

function describeImport({ from, to }: { from: string; to: string }): string {
  return `${from} → ${to}`
}
