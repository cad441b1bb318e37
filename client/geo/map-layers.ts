/** Layers of the map that can be switched, in the order of their switches. */
export const mapLayers = [
  'buildings',
  'communities',
  'zones',
  'grids',
  'labels',
  'shops',
  'street-names',
  'trees',
] as const
export type MapLayer = (typeof mapLayers)[number]
