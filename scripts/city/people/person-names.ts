import type { Sex } from '../../../server/contract/vocabulary.ts'
import { at, type Random } from '../random.ts'
import { nameCohorts, surnames } from '../reference.ts'

const commonSurnames = Object.keys(surnames.common)

const commonWeights = Object.values(surnames.common)

const rareSurnames = [...surnames.rare]

const commonShare = 1 - surnames.rareShare / 100

/** A surname by its share in the table; one in nine persons bears a rarer one. */
export function drawSurname(random: Random): string {
  return random.chance(commonShare)
    ? random.weighted(commonSurnames, commonWeights)
    : random.pick(rareSurnames)
}

/** Popularity falls with the rank in the list, as 1 / rank^0.6. */
const rankWeights = Array.from({ length: 40 }, (_, rank) => (rank + 1) ** -0.6)

/** A given name in the fashion of the birth year. */
export function drawGivenName(birthYear: number, sex: Sex, random: Random): string {
  const cohort = nameCohorts.findLast(({ from }) => from <= birthYear) ?? at(nameCohorts, 0)
  const { characters, whole } = cohort[sex]
  if (random.chance(0.1)) return random.pick(whole)
  const letters = [...characters]
  const draw = () => random.weighted(letters, rankWeights.slice(0, letters.length))
  if (random.chance(cohort.oneCharacterShare)) return draw()
  const first = draw()
  const second = draw()
  return first === second && !random.chance(0.1)
    ? first + at(letters, letters.length - 1)
    : first + second
}
