import { DomainError } from '../../http/domain-error.ts'
import type { TileCell } from './tile-scheme.ts'

export const buildingTileNotFound = ({ zoom, x, y }: TileCell) =>
  new DomainError(
    { code: 'building-tile-not-found', status: 404, title: 'There is no such tile' },
    `No building stands in tile ${zoom}/${x}/${y}; the tile set lists those that exist.`,
  )
