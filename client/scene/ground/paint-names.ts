import type { StreetClass } from '../../../server/contract/vocabulary.ts'
import { growBox } from '../../geo/ring.ts'
import { type GroundView, switchToMeters } from './ground-view.ts'
import { placeStreetNames, type StreetName } from './place-street-names.ts'

const FONT_FAMILIES = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'
const REACH_METERS = 130

type NameSizes = Partial<Record<StreetClass, number>>

/** Sizes in metres and not pixels: else tiles of different levels show a name twice or cut it. */
const sizesByScale: readonly { below: number; sizes: NameSizes }[] = [
  { below: 0.34, sizes: { arterial: 9, secondary: 6, branch: 4.5 } },
  { below: 0.6, sizes: { arterial: 16, secondary: 10.5, branch: 7 } },
  { below: 1.2, sizes: { arterial: 16, secondary: 10.5 } },
  { below: 2.5, sizes: { arterial: 24 } },
]

/** Street names along their streets; halo first, so that marks and edges do not cut the strokes. */
export function paintStreetNames(view: GroundView): void {
  const scale = sizesByScale.find(({ below }) => view.metersPerPixel < below)
  if (!scale) return
  const [west, south, east, north] = growBox(view.box, REACH_METERS)
  for (const name of placeStreetNames(view.tiles.flatMap((tile) => tile.streets))) {
    const size = scale.sizes[name.streetClass]
    const [x, y] = name.place
    if (size && x > west && x < east && y > south && y < north) paintName(view, name, size)
  }
  switchToMeters(view)
}

function paintName(view: GroundView, name: StreetName, sizeMeters: number): void {
  const { context, palette, metersPerPixel } = view
  const isMajor = name.streetClass === 'arterial'
  const size = sizeMeters / metersPerPixel
  const characters = [...name.name]
  const step = size * (name.isUpright ? 1.22 : 1.28)
  switchToMeters(view)
  context.translate(...name.place)
  context.scale(metersPerPixel, -metersPerPixel)
  if (!name.isUpright) context.rotate(-name.angleRadians)
  context.font = `${isMajor ? 600 : 500} ${size}px ${FONT_FAMILIES}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = Math.max(2.4, size * 0.22)
  context.strokeStyle = palette.halo
  context.fillStyle = isMajor ? palette.text : palette.minorText
  const lean = name.isUpright ? Math.cos(name.angleRadians) / -Math.sin(name.angleRadians) : 0
  const placeOf = (number: number): [number, number] => {
    const along = (number - (characters.length - 1) / 2) * step
    return name.isUpright ? [along * lean, along] : [along, 0]
  }
  characters.forEach((character, number) => {
    context.strokeText(character, ...placeOf(number))
  })
  characters.forEach((character, number) => {
    context.fillText(character, ...placeOf(number))
  })
}
