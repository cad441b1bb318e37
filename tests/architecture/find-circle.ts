import type { ImportLine } from './read-imports.ts'

/** The first circle of imports, its first member repeated at the end; empty where there is none. */
export function findCircle(imports: readonly ImportLine[]): string[] {
  const targets = new Map<string, string[]>()
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to])
  const isFinished = new Set<string>()

  function visit(file: string, path: string[]): string[] {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (isFinished.has(file)) return []
    for (const target of targets.get(file) ?? []) {
      const circle = visit(target, [...path, file])
      if (circle.length > 0) return circle
    }
    isFinished.add(file)
    return []
  }

  for (const file of targets.keys()) {
    const circle = visit(file, [])
    if (circle.length > 0) return circle
  }
  return []
}
