import type { AreaLevel } from '../../contract/vocabulary.ts'
import { DomainError } from '../../http/domain-error.ts'

export const areaNotFound = (level: AreaLevel, id: number) =>
  new DomainError(
    { code: `${level}-not-found`, status: 404, title: `There is no such ${level}` },
    `No ${level} has the id ${id}.`,
  )

export const invalidBoundingBox = (text: string) =>
  new DomainError(
    { code: 'invalid-bounding-box', status: 400, title: 'The bounding box is not valid' },
    `bbox must be west,south,east,north in degrees with west < east and south < north, not "${text}".`,
  )
