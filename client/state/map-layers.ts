import { type MapLayer, mapLayers } from '../geo/map-layers.ts'

/** What is on at first sight. */
export const defaultLayers: ReadonlySet<MapLayer> = new Set(mapLayers)

/** @returns the layers with one of them switched */
export function switchLayer(
  layers: ReadonlySet<MapLayer>,
  layer: MapLayer,
  isVisible: boolean,
): ReadonlySet<MapLayer> {
  const next = new Set(layers)
  if (isVisible) next.add(layer)
  else next.delete(layer)
  return next
}
