import type { Point } from '../../geo/ring.ts'

const known = new WeakMap<object, Path2D>()

/** The path of a decoded feature, built once: the same feature is painted in many tiles. */
export function pathOf(feature: object, build: () => Path2D): Path2D {
  let path = known.get(feature)
  if (!path) {
    path = build()
    known.set(feature, path)
  }
  return path
}

export function ringsPath(rings: readonly (readonly Point[])[]): Path2D {
  const path = new Path2D()
  for (const ring of rings) {
    addLine(path, ring)
    path.closePath()
  }
  return path
}

export function linePath(line: readonly Point[]): Path2D {
  const path = new Path2D()
  addLine(path, line)
  return path
}

function addLine(path: Path2D, line: readonly Point[]): void {
  line.forEach(([x, y], place) => {
    if (place === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  })
}
