import { type Box, boxesMeet, growBox } from '../../geo/ring.ts'
import type { GroundPalette } from './ground-palette.ts'
import type { GroundTile } from './ground-tile.ts'

export type GroundContext = OffscreenCanvasRenderingContext2D

/** One picture tile being painted: the canvas is in metres, y up, once `switchToMeters` has run. */
export interface GroundView {
  readonly context: GroundContext
  readonly palette: GroundPalette
  readonly box: Box
  readonly metersPerPixel: number
  /** The source tile that holds the whole picture: everything opaque is painted from it alone. */
  readonly home: GroundTile
  /** The home tile and its neighbours, for what reaches over a tile's edge. */
  readonly tiles: readonly GroundTile[]
}

/** Lets all drawing speak metres of the local frame. */
export function switchToMeters({ context, box, metersPerPixel }: GroundView): void {
  const scale = 1 / metersPerPixel
  context.setTransform(scale, 0, 0, -scale, -box[0] * scale, box[3] * scale)
}

/** Features of the home tile whose box, grown by a margin, touches the picture. */
export function visible<Feature extends { box: Box }>(
  view: GroundView,
  listOf: (tile: GroundTile) => readonly Feature[],
  marginMeters: number,
): Feature[] {
  const reach = growBox(view.box, marginMeters)
  return listOf(view.home).filter((feature) => boxesMeet(feature.box, reach))
}

/** The same, of the neighbours too. */
export function visibleAround<Feature extends { box: Box }>(
  view: GroundView,
  listOf: (tile: GroundTile) => readonly Feature[],
  marginMeters: number,
): Feature[] {
  const reach = growBox(view.box, marginMeters)
  return view.tiles.flatMap(listOf).filter((feature) => boxesMeet(feature.box, reach))
}
