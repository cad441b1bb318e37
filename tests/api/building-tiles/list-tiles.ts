export interface Tile {
  boundingVolume: { region: [number, number, number, number, number, number] }
  geometricError: number
  content?: { uri: string }
  children?: Tile[]
}

/** All tiles below and including this one. */
export function listTiles(tile: Tile): Tile[] {
  return [tile, ...(tile.children ?? []).flatMap(listTiles)]
}

/** ECEF metres to radians and ellipsoidal metres (Bowring 1976, WGS84). */
export function toGeodetic([x, y, z]: readonly number[]): [number, number, number] {
  const [a, f] = [6_378_137, 1 / 298.257223563]
  const [b, e2] = [a * (1 - f), f * (2 - f)]
  const p = Math.hypot(x!, y!)
  const theta = Math.atan2(z! * a, p * b)
  const secondEccentricity = (a * a - b * b) / (b * b)
  const latitude = Math.atan2(
    z! + secondEccentricity * b * Math.sin(theta) ** 3,
    p - e2 * a * Math.cos(theta) ** 3,
  )
  const normalRadius = a / Math.sqrt(1 - e2 * Math.sin(latitude) ** 2)
  return [Math.atan2(y!, x!), latitude, p / Math.cos(latitude) - normalRadius]
}

/** A stored position through the node's matrix and from y up to z up: ECEF metres. */
export function toEarth(matrix: readonly number[], [x, y, z]: readonly number[]): number[] {
  const row = (at: number) =>
    matrix[at]! * x! + matrix[at + 4]! * y! + matrix[at + 8]! * z! + matrix[at + 12]!
  const [gltfX, gltfY, gltfZ] = [row(0), row(1), row(2)]
  return [gltfX, -gltfZ, gltfY]
}
