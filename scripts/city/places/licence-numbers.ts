import { licenceAlphabet, licenceCheckCharacter } from '../../../server/contract/licence-number.ts'
import { fictionalDivision } from '../people/identity.ts'

/** Registered with the market supervision (9): company, individual business, others (GB 32100-2015). */
const kinds = { company: '91', individual: '92', other: '93' } as const

/**
 * A licence number for each count below 31^6, none twice, without a visible order. The division is
 * not assigned, so it is nobody's.
 */
export function toLicenceNumber(count: number, legalForm: keyof typeof kinds): string {
  // 548,567,293 has no factor in common with 31^6, so the product runs through all remainders.
  let rest = Number((BigInt(count + 1) * 548567293n) % 887503681n)
  let organisation = ''
  for (let place = 0; place < 6; place++) {
    organisation = licenceAlphabet.charAt(rest % 31) + organisation
    rest = Math.floor(rest / 31)
  }
  const code = `MA${organisation}`
  const first17 = kinds[legalForm] + fictionalDivision + code + organisationCheck(code)
  return first17 + licenceCheckCharacter(first17)
}

/** Check character of an organisation code: GB 11714, weights from left to right. */
function organisationCheck(first8: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const total = weights.reduce(
    (sum, weight, place) => sum + weight * Number.parseInt(first8.charAt(place), 36),
    0,
  )
  const rest = 11 - (total % 11)
  return rest === 11 ? '0' : rest === 10 ? 'X' : String(rest)
}
