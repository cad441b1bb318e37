import type { CellExtent } from './building-tiles.queries.ts'
import { MAX_ROOFTOP_METERS } from './rooftop-furniture.ts'
import {
  COARSE_GEOMETRIC_ERROR_METERS,
  FINE_ZOOM,
  ROOT_GEOMETRIC_ERROR_METERS,
  type TileCell,
  toParentCell,
} from './tile-scheme.ts'

/** west, south, east, north in radians, lowest and highest ellipsoidal height in metres. */
type Region = [number, number, number, number, number, number]

interface Tile {
  boundingVolume: { region: Region }
  geometricError: number
  refine?: 'REPLACE'
  content?: { uri: string }
  children?: Tile[]
}

/** Eaves of a hipped roof may stand out of the footprint by this much. */
const MARGIN_DEGREES = 5e-5
/** The ground of a tile bends below its own plane, never below the ellipsoid; rounding may. */
const LOWEST_METERS = -0.1

const nowhere: Region = [0, 0, 1e-6, 1e-6, 0, 1]

/**
 * The tile set of all cells that hold buildings: a root without content, coarse tiles, and under
 * each its fine tiles, which replace it.
 *
 * @param toUri address of a tile relative to the tile set
 */
export function toTileset(
  cells: readonly CellExtent[],
  toUri: (cell: TileCell, version: number) => string,
): object {
  const groups = Map.groupBy(cells, ({ x, y }) => {
    const parent = toParentCell({ zoom: FINE_ZOOM, x, y })
    return `${parent.x}/${parent.y}`
  })
  const children = [...groups.values()].map((group) => toCoarseTile(group, toUri))
  const region = children.length > 0 ? unionOf(children) : nowhere
  return {
    asset: { version: '1.1', generator: 'Digital Community' },
    geometricError: ROOT_GEOMETRIC_ERROR_METERS,
    root: {
      boundingVolume: { region },
      geometricError: ROOT_GEOMETRIC_ERROR_METERS,
      refine: 'REPLACE',
      ...(children.length > 0 ? { children } : {}),
    },
  }
}

function toCoarseTile(
  group: readonly CellExtent[],
  toUri: (cell: TileCell, version: number) => string,
): Tile {
  const children = group.map((cell) => toFineTile(cell, toUri))
  const [first] = group
  const coarse = toParentCell({ zoom: FINE_ZOOM, x: first?.x ?? 0, y: first?.y ?? 0 })
  return {
    boundingVolume: { region: unionOf(children) },
    geometricError: COARSE_GEOMETRIC_ERROR_METERS,
    content: { uri: toUri(coarse, first?.coarseVersion ?? 0) },
    children,
  }
}

function toFineTile(cell: CellExtent, toUri: (cell: TileCell, version: number) => string): Tile {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  return {
    boundingVolume: {
      region: [
        radians(cell.west - MARGIN_DEGREES),
        radians(cell.south - MARGIN_DEGREES),
        radians(cell.east + MARGIN_DEGREES),
        radians(cell.north + MARGIN_DEGREES),
        LOWEST_METERS,
        cell.maxHeightMeters + MAX_ROOFTOP_METERS,
      ],
    },
    geometricError: 0,
    content: { uri: toUri({ zoom: FINE_ZOOM, x: cell.x, y: cell.y }, cell.version) },
  }
}

function unionOf(tiles: readonly Tile[]): Region {
  const column = (index: number) => tiles.map(({ boundingVolume }) => boundingVolume.region[index])
  const least = (index: number) => Math.min(...column(index).map(Number))
  const most = (index: number) => Math.max(...column(index).map(Number))
  return [least(0), least(1), most(2), most(3), least(4), most(5)]
}
