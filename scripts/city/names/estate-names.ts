import type { Sketch } from '../plan/sketch.ts'
import { at, type Random } from '../random.ts'
import { placeNames } from '../reference.ts'

/** Names of all estates, in the fashion of their years; none twice, none that stammers (静安里里). */
export function nameEstates(sketch: Sketch, random: Random): string[] {
  const used = new Set<string>()
  const stems = {
    village: random.shuffle(placeNames.villageStems),
    other: random.shuffle(placeNames.estateStems),
  }
  let turn = 0
  return sketch.estates.map(({ kind }) => {
    for (let attempt = 0; ; attempt++) {
      const name =
        kind === 'village'
          ? villageName(stems.village, turn++)
          : estateName(kind, at(stems.other, turn++ % stems.other.length), random)
      if (!used.has(name) && !/(.)\1/u.test(name)) {
        used.add(name)
        return name
      }
      if (attempt > 500) throw new Error('more estates than names')
    }
  })
}

function villageName(stems: readonly string[], turn: number): string {
  const round = Math.floor(turn / stems.length)
  const prefix = ['', '东', '西', '南', '北', '新'][round] ?? `第${round}`
  return `${prefix}${at(stems, turn % stems.length)}村`
}

function estateName(kind: string, stem: string, random: Random): string {
  if (kind === 'resettlement')
    return `${random.pick(placeNames.villageStems)}${random.pick(placeNames.estateSuffixes[kind] ?? [])}`
  if (kind === 'courtyard' && random.chance(0.6)) return `${random.pick(placeNames.employers)}宿舍`
  const suffixes = placeNames.estateSuffixes[kind] ?? ['小区']
  return stem + random.pick(suffixes.filter((suffix) => suffix !== '宿舍'))
}
