import Ajv from 'ajv'
import { validateBytes } from 'gltf-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'
import { openTestApp, type TestApp } from '../helpers/test-app.ts'
import { listTiles, type Tile, toEarth, toGeodetic } from './building-tiles/list-tiles.ts'
import { type Glb, readAccessor, readGlb, readView, unpackGlb } from './building-tiles/read-glb.ts'
import { glbSchema, tilesetSchema } from './building-tiles/schemas.ts'

const ROOT = '/3d-tiles/buildings'
const METERS_PER_RADIAN = 6_371_000

interface LoadedTile {
  uri: string
  isFine: boolean
  tile: Tile
  glb: Glb
}

let database: TestDatabase
let app: TestApp
let tiles: LoadedTile[]

beforeAll(async () => {
  database = await createTestDatabase('city')
  app = await openTestApp(database)
  tiles = await loadTiles()
}, 120_000)

afterAll(async () => {
  await app.close()
  await database.drop()
})

const get = (path: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `${ROOT}/${path}`, headers })

async function listContents(): Promise<Tile[]> {
  const response = await get('tileset.json')
  return listTiles(response.json().root).filter(({ content }) => content)
}

async function loadTiles(): Promise<LoadedTile[]> {
  const loaded: LoadedTile[] = []
  for (const tile of await listContents()) {
    const uri = tile.content!.uri
    const response = await get(uri)
    expect(response.statusCode).toBe(200)
    const glb = readGlb(response.rawPayload)
    loaded.push({ uri, tile, glb, isFine: !tile.children })
  }
  return loaded
}

async function readIds({ glb }: LoadedTile): Promise<number[]> {
  const table = glb.json.extensions.EXT_structural_metadata.propertyTables[0]!
  const bytes = await readView(glb, table.properties.id!.values)
  return Array.from({ length: table.count }, (_, row) => bytes.readUInt32LE(row * 4))
}

function addressOf({ uri }: LoadedTile): string {
  return uri.split('?')[0]!
}

describe('the tile set', () => {
  it('follows the JSON schema of 3D Tiles 1.1', async () => {
    const check = new Ajv({ allErrors: true, strict: false }).compile(tilesetSchema)
    check((await get('tileset.json')).json())
    expect(check.errors).toBeNull()
  })

  it('is a quadtree of coarse and fine tiles, nested in space and ever more exact', async () => {
    const all = listTiles((await get('tileset.json')).json().root)
    for (const parent of all) {
      for (const child of parent.children ?? []) {
        const [outer, inner] = [parent.boundingVolume.region, child.boundingVolume.region]
        expect(
          inner.every((value, side) =>
            side === 2 || side === 3 || side === 5 ? value <= outer[side]! : value >= outer[side]!,
          ),
        ).toBe(true)
        expect(child.geometricError).toBeLessThan(parent.geometricError)
      }
    }
    expect(tiles.filter(({ tile }) => (tile.children?.length ?? 0) > 4)).toEqual([])
  })

  it('is answered with 304 while nothing has changed', async () => {
    const { etag } = (await get('tileset.json')).headers
    const again = await get('tileset.json', { 'if-none-match': String(etag) })
    expect(again.statusCode).toBe(304)
  })
})

describe('every tile of the demonstration city', () => {
  it('is a well-formed binary glTF that follows the schemas', () => {
    const check = new Ajv({ allErrors: true, strict: false }).compile(glbSchema)
    for (const { uri, glb } of tiles) {
      expect([uri, glb.isWellFormed]).toEqual([uri, true])
      check(glb.json)
      expect([uri, check.errors]).toEqual([uri, null])
    }
  })

  it('has feature ids that are the rows of its property table', async () => {
    for (const { uri, glb } of tiles) {
      const primitive = glb.json.meshes[0]!.primitives[0]!
      const table = glb.json.extensions.EXT_structural_metadata.propertyTables[0]!
      const used = new Set((await readAccessor(glb, primitive.attributes._FEATURE_ID_0!)).flat())
      expect([uri, Math.max(...used), used.size]).toEqual([uri, table.count - 1, table.count])
      expect(primitive.extensions.EXT_mesh_features.featureIds[0]!.featureCount).toBe(table.count)
      const corners = (await readAccessor(glb, primitive.indices)).flat()
      const vertexCount = glb.json.accessors[primitive.attributes.POSITION!]!.count
      expect(corners.every((corner) => corner < vertexCount)).toBe(true)
    }
  })

  it('lies within its bounding volume', async () => {
    for (const { uri, tile, glb } of tiles) {
      const [west, south, east, north, low, high] = tile.boundingVolume.region
      const positions = await readAccessor(
        glb,
        glb.json.meshes[0]!.primitives[0]!.attributes.POSITION!,
      )
      const outside = positions.filter((position) => {
        const [longitude, latitude, height] = toGeodetic(
          toEarth(glb.json.nodes[0]!.matrix, position),
        )
        return !(
          longitude >= west &&
          longitude <= east &&
          latitude >= south &&
          latitude <= north &&
          height >= low &&
          height <= high
        )
      })
      expect([uri, outside.length]).toEqual([uri, 0])
    }
  })

  it('gives no error in the glTF validator, packed and unpacked', async () => {
    for (const { uri, glb } of tiles) {
      const report = await validateBytes(new Uint8Array(await unpackGlb(glb)))
      expect([uri, report.issues.messages.filter(({ severity }) => severity === 0)]).toEqual([
        uri,
        [],
      ])
    }
    const packed = await get(tiles[0]!.uri)
    const report = await validateBytes(new Uint8Array(packed.rawPayload))
    expect(report.issues.numErrors).toBe(0)
  })
})

describe('the buildings of the database', () => {
  it('stand each exactly once at the finest level, and once at the coarse one', async () => {
    const { rows } = await database.pool.query('SELECT building_id FROM building ORDER BY 1')
    const expected = rows.map(({ building_id }) => building_id)
    for (const isFine of [true, false]) {
      const ids = await Promise.all(tiles.filter((tile) => tile.isFine === isFine).map(readIds))
      expect(ids.flat().sort((a, b) => a - b)).toEqual(expected)
    }
  })

  it('have their walls within 5 cm of their footprints', async () => {
    const { rows } = await database.pool.query(
      'SELECT building_id, ST_AsGeoJSON(geom, 9)::json AS geom FROM building',
    )
    const footprints = new Map(
      rows.map(({ building_id, geom }) => [building_id, geom.coordinates.flat()]),
    )
    for (const tile of tiles.filter(({ isFine }) => isFine)) {
      expect([tile.uri, await findStrayWall(tile, footprints)]).toEqual([tile.uri, undefined])
    }
  })
})

describe('a tile', () => {
  it('may be kept forever under the address of its version only', async () => {
    const [tile] = tiles
    expect((await get(tile!.uri)).headers['cache-control']).toContain('immutable')
    expect((await get(addressOf(tile!))).headers['cache-control']).toBe('private, no-cache')
    expect((await get(`${addressOf(tile!)}?v=older`)).headers['cache-control']).toBe(
      'private, no-cache',
    )
  })

  it('comes in the compression that the client takes, all the same inside', async () => {
    const { uri } = tiles[0]!
    const [br, gzip] = await Promise.all(
      ['br', 'gzip'].map((encoding) => get(uri, { 'accept-encoding': encoding })),
    )
    expect([br!.headers['content-encoding'], gzip!.headers['content-encoding']]).toEqual([
      'br',
      'gzip',
    ])
    expect(br!.headers.vary).toContain('accept-encoding')
    expect(br!.rawPayload.length).toBeLessThan((await get(uri)).rawPayload.length)
    const tagged = await get(uri, { 'if-none-match': String(br!.headers.etag) })
    expect(tagged.statusCode).toBe(304)
  })

  it.each(['16/0/0.glb', '3/1/1.glb', '15/40000/1.glb'])('%s is not there', async (path) => {
    const response = await get(path)
    expect(response.statusCode).toBe(404)
    expect(response.json().type).toBe('/problems/building-tile-not-found')
  })

  it.each(['16/a/0.glb', '16/-1/0.glb', '16/1/999999999.glb', 'tileset.json?x=1'])(
    '%s is a bad request',
    async (path) => {
      expect((await get(path)).statusCode).toBe(400)
    },
  )
})

async function findStrayWall({ glb }: LoadedTile, footprints: Map<number, [number, number][]>) {
  const { attributes } = glb.json.meshes[0]!.primitives[0]!
  const ids = await readIds({ glb } as LoadedTile)
  const [positions, facades, features] = await Promise.all(
    [attributes.POSITION!, attributes._FACADE!, attributes._FEATURE_ID_0!].map((accessor) =>
      readAccessor(glb, accessor),
    ),
  )
  return positions!.find((position, vertex) => {
    if (facades![vertex]![2]! <= 0) return false
    const [longitude, latitude] = toGeodetic(toEarth(glb.json.nodes[0]!.matrix, position))
    const corners = footprints.get(ids[features![vertex]![0]!]!)!
    return !corners.some(([x, y]) => {
      const [dx, dy] = [longitude - (x * Math.PI) / 180, latitude - (y * Math.PI) / 180]
      return Math.hypot(dx * Math.cos(latitude), dy) * METERS_PER_RADIAN < 0.05
    })
  })
}
