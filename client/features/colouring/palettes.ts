import { type Colouring, numericClasses } from '../../../server/contract/colouring.ts'
import { type BuildingUse, buildingUses } from '../../../server/contract/vocabulary.ts'

/**
 * Mid-light tones: the facade shading needs room above and below. Sequences change in lightness
 * as well as hue, so that they also read without the hue.
 */
const useColours: Record<BuildingUse, string> = {
  housing: '#f1d9a7',
  tower: '#e0a96a',
  'village-house': '#c2a58c',
  commerce: '#e48f86',
  office: '#6fa3d8',
  public: '#b49ad2',
  school: '#a9cf7a',
  hospital: '#63bfa8',
  industry: '#a7b1bc',
}

/** Walls as they look without a colouring. */
const naturalColours: Record<BuildingUse, string> = {
  housing: '#f3eadb',
  tower: '#f4efe6',
  'village-house': '#eadcc8',
  commerce: '#eaedee',
  office: '#dce6ee',
  public: '#f0e6d8',
  school: '#f3dec9',
  hospital: '#e4f0ee',
  industry: '#e4e8ea',
}

const naturalDarkColours: Record<BuildingUse, string> = {
  housing: '#25364b',
  tower: '#273a51',
  'village-house': '#213044',
  commerce: '#22384e',
  office: '#1f3a54',
  public: '#28384c',
  school: '#2a384c',
  hospital: '#233c4c',
  industry: '#223244',
}

const sequences = {
  floors: ['#f4e3b2', '#bcdcae', '#7cc2b4', '#5598c4', '#5b69b3'],
  year: ['#c97f52', '#e9b97a', '#f1dcb0', '#a8cbe8', '#5e93cc'],
  households: ['#d6dbe0', '#d3e6f5', '#9fc8ea', '#629ed8', '#3b6fb6'],
} as const

const communityColours = [
  '#8fb8ea',
  '#f0b27a',
  '#8fd0b5',
  '#d6a0cf',
  '#e8d27c',
  '#7fb5c4',
  '#e79a97',
  '#b0a7e3',
  '#b9cf86',
  '#caa98b',
  '#79a7d1',
  '#e3b9c7',
  '#9bbf9f',
]

/** For a building without the value that is asked for. */
export const unknownColour = '#c3c9d0'

/** What a building without colouring looks like, by use: for the legend. */
export function naturalPalette(isDark: boolean): Record<BuildingUse, string> {
  return isDark ? naturalDarkColours : naturalColours
}

/**
 * Colour of each class of a colouring, by the keys of the contract.
 * @param communityIds in the order of their codes; only needed for colouring by community
 */
export function paletteOf(
  colouring: Colouring,
  communityIds: readonly number[],
): Record<string, string> {
  const colours = colouring === 'use' ? useColours : classColours(colouring, communityIds)
  return { ...colours, unknown: unknownColour }
}

/** Keys of the classes in the order of the legend. */
export function classKeys(colouring: Colouring, communityIds: readonly number[]): string[] {
  if (colouring === 'use') return [...buildingUses]
  if (colouring === 'community') return communityIds.map(String)
  return numericClasses[colouring].map(({ key }) => key)
}

function classColours(
  colouring: Exclude<Colouring, 'use'>,
  communityIds: readonly number[],
): Record<string, string> {
  const colours = colouring === 'community' ? communityColours : sequences[colouring]
  const keys = classKeys(colouring, communityIds)
  return Object.fromEntries(
    keys.map((key, place) => [key, colours[place % colours.length] ?? unknownColour]),
  )
}
