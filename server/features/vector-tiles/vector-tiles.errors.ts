import { vectorTileLayers } from '../../contract/vocabulary.ts'
import { DomainError } from '../../http/domain-error.ts'

export const tileOutOfRange = () =>
  new DomainError(
    { code: 'tile-out-of-range', status: 400, title: 'There is no such tile' },
    'x and y must be below 2 to the power of z.',
  )

export const unknownTileLayer = (name: string) =>
  new DomainError(
    { code: 'unknown-tile-layer', status: 404, title: 'There is no such tile layer' },
    `"${name}" is none of ${vectorTileLayers.join(', ')}; each may be asked for once.`,
  )
