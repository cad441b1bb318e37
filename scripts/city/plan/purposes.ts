import type { Random } from '../random.ts'
import type { Block } from './street-plan.ts'

export type Purpose =
  | 'riverside'
  | 'farm'
  | 'village'
  | 'lake'
  | 'park'
  | 'square'
  | 'school'
  | 'hospital'
  | 'government'
  | 'mall'
  | 'food-market'
  | 'goods-market'
  | 'market-streets'
  | 'offices'
  | 'industry'
  | 'estate'
  | 'construction'
  | 'reserve'

/** Blocks of which a city has a set number come first, each in a size and place that suits it. */
export function assignPurposes(blocks: Block[], random: Random): Map<Block, Purpose> {
  const purposes = new Map<Block, Purpose>()
  const take = (purpose: Purpose, count: number, where: string, size: [number, number]) => {
    const free = random
      .shuffle(blocks)
      .filter(
        (block) =>
          !purposes.has(block) &&
          where.includes(block.neighbourhood) &&
          hectares(block) >= size[0] &&
          hectares(block) <= size[1],
      )
    for (const block of free.slice(0, count)) purposes.set(block, purpose)
  }
  for (const block of blocks) {
    if (block.neighbourhood === '~') purposes.set(block, 'riverside')
    if (block.neighbourhood === 'R') purposes.set(block, 'farm')
  }
  take('lake', 1, 'L', [12, 99])
  take('government', 1, 'C', [3, 6])
  take('mall', 2, 'C', [3, 6])
  take('mall', 1, 'T', [3, 6])
  take('market-streets', 5, 'C', [2.5, 6])
  take('market-streets', 1, 'O', [2.5, 5])
  take('food-market', 2, 'O', [2.5, 5])
  take('food-market', 1, 'M', [2.5, 5])
  take('goods-market', 2, 'I', [3, 11])
  take('hospital', 2, 'M', [3.5, 6])
  take('hospital', 1, 'N', [3.5, 6])
  take('offices', 3, 'C', [2.5, 6])
  take('offices', 4, 'T', [2.5, 6])
  take('offices', 5, 'MN', [2.5, 6])
  takePerQuarter(
    blocks,
    purposes,
    'school',
    { every: 3, where: 'OMNTLC', size: [3.4, 6.5] },
    random,
  )
  takePerQuarter(blocks, purposes, 'park', { every: 7, where: 'MNTG', size: [2, 6] }, random)
  takePerQuarter(blocks, purposes, 'square', { every: 6, where: 'OCMN', size: [1, 4.6] }, random)
  assignEdge(blocks, purposes, random)
  return purposes
}

/** Area of a block to the middle of its streets. */
export function hectares({ rect }: Block): number {
  return ((rect.east - rect.west) * (rect.north - rect.south)) / 1e6
}

interface QuarterRule {
  every: number
  where: string
  size: [number, number]
}

function takePerQuarter(
  blocks: Block[],
  purposes: Map<Block, Purpose>,
  purpose: Purpose,
  { every, where, size }: QuarterRule,
  random: Random,
): void {
  const quarters = [
    ...new Set(blocks.filter((b) => where.includes(b.neighbourhood)).map((b) => b.quarter)),
  ]
  const offset = random.int(0, every - 1)
  quarters.forEach((quarter, index) => {
    if (index % every !== offset) return
    const free = blocks.filter(
      (block) =>
        block.quarter === quarter &&
        !purposes.has(block) &&
        hectares(block) >= size[0] &&
        hectares(block) <= size[1],
    )
    if (free.length > 0) purposes.set(random.pick(free), purpose)
  })
}

/** Villages, greenhouses and works share the edge of the city. */
function assignEdge(blocks: Block[], purposes: Map<Block, Purpose>, random: Random): void {
  const villageQuarters = new Map<number, number>()
  for (const block of blocks) {
    if (purposes.has(block)) continue
    if (block.neighbourhood === 'V') {
      const share = villageQuarters.get(block.quarter) ?? random.pick([0.7, 0.85, 1])
      villageQuarters.set(block.quarter, share)
      if (random.chance(share)) purposes.set(block, 'village')
      else if (random.chance(0.6)) purposes.set(block, random.chance(0.8) ? 'farm' : 'industry')
    }
    if (block.neighbourhood === 'I') {
      const purpose = random.weighted(['industry', 'village', 'reserve'] as const, [8, 2, 1])
      if (random.chance(0.88)) purposes.set(block, purpose)
    }
    if (block.neighbourhood === 'G' && random.chance(0.35)) purposes.set(block, 'park')
  }
}
