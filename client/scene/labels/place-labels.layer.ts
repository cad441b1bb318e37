import type { Scene } from 'cesium'
import { type ScenePalette, scenePalettes } from '../scene-palette.ts'
import type { MapLabel, SceneTheme } from '../scene-types.ts'
import { createLabelSet, type NameStyle } from './label-set.ts'

export interface PlaceLabelsLayer {
  setLabels: (labels: readonly MapLabel[]) => void
  setTheme: (theme: SceneTheme) => void
  setShown: (isShown: boolean) => void
  /** Whether all names that are near are there. */
  isComplete: () => boolean
  destroy: () => void
}

/** Names of estates, parks, facilities and waters. */
export function createPlaceLabelsLayer(scene: Scene, initialTheme: SceneTheme): PlaceLabelsLayer {
  const set = createLabelSet(scene)
  let labels: readonly MapLabel[] = []
  let theme = initialTheme

  const rebuild = () =>
    set.setItems(
      labels.map(({ kind, name, position }) => ({
        text: kind === 'water' ? spaced(name) : name,
        place: position,
        style: styleOf(kind, scenePalettes[theme]),
      })),
    )

  return {
    setLabels: (next) => {
      labels = next
      rebuild()
    },
    setTheme: (next) => {
      theme = next
      rebuild()
    },
    setShown: set.setShown,
    isComplete: set.isComplete,
    destroy: set.destroy,
  }
}

function styleOf(kind: MapLabel['kind'], palette: ScenePalette): NameStyle {
  const common = { halo: palette.halo, nearMeters: 0 }
  switch (kind) {
    case 'estate':
      return {
        ...common,
        priority: 40,
        sizePixels: 13,
        weight: 500,
        colour: palette.labelText.estate,
        heightMeters: 34,
        farMeters: 2700,
      }
    case 'park':
      return {
        ...common,
        priority: 45,
        sizePixels: 14,
        weight: 600,
        colour: palette.labelText.park,
        heightMeters: 8,
        farMeters: 4200,
      }
    case 'water':
      return {
        ...common,
        priority: 42,
        sizePixels: 15,
        weight: 500,
        colour: palette.labelText.water,
        heightMeters: 4,
        farMeters: 7000,
      }
    case 'facility':
      return {
        ...common,
        priority: 20,
        sizePixels: 12,
        weight: 500,
        colour: palette.labelText.facility,
        heightMeters: 22,
        farMeters: 1500,
      }
  }
}

/** Waters are wide and say their name slowly, as on printed maps. */
const spaced = (name: string) => [...name].join('\u2002')
