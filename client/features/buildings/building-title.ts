import type { Building } from '../../../server/contract/buildings.ts'

/** Estate and name, unless the name already begins with the estate's. */
export function buildingTitle({ name, estate }: Pick<Building, 'name' | 'estate'>): string {
  return estate && !name.startsWith(estate.name) ? `${estate.name} ${name}` : name
}
