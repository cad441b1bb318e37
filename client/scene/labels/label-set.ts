import { LabelCollection, type Scene } from 'cesium'
import type { Point } from '../../geo/ring.ts'
import { toCartesian } from '../cesium-places.ts'
import { createNearbySet, type NearbyItem } from '../nearby-set.ts'
import { textWidthPixels } from './choose-names.ts'
import { type BoardName, nameBoardOf } from './name-board.ts'
import { labelOptions, type TextStyle } from './text-style.ts'

/** How a name looks, and which name gives way where two meet: the lesser one. */
export interface NameStyle extends TextStyle {
  readonly priority: number
}

export interface TextItem {
  readonly text: string
  readonly place: Point
  readonly style: NameStyle
}

export interface LabelSet {
  setItems: (items: readonly TextItem[]) => void
  setShown: (isShown: boolean) => void
  /** Whether all names that are near are there. */
  isComplete: () => boolean
  destroy: () => void
}

interface NearbyText extends NearbyItem {
  readonly item: TextItem
}

/** The labels near the camera; the board of the scene shows which of them fit. */
export function createLabelSet(scene: Scene): LabelSet {
  const labels = scene.primitives.add(new LabelCollection({ scene })) as LabelCollection
  const board = nameBoardOf(scene)
  const names = new Set<BoardName>()
  const shownNames = () => (labels.show ? [...names] : [])
  board.add(shownNames)
  const nearby = createNearbySet<NearbyText, BoardName>(scene, {
    draw: ({ item }) => {
      const name = addName(labels, item)
      names.add(name)
      board.refresh()
      return name
    },
    erase: (name) => {
      names.delete(name)
      labels.remove(name.label)
    },
    eraseAll: () => {
      names.clear()
      labels.removeAll()
    },
  })

  return {
    setItems: (items) => nearby.setItems(items.map(toNearby)),
    setShown: (isShown) => {
      labels.show = isShown
      nearby.setShown(isShown)
      board.refresh()
    },
    isComplete: nearby.isComplete,
    destroy: () => {
      nearby.destroy()
      board.remove(shownNames)
      scene.primitives.remove(labels)
    },
  }
}

function toNearby(item: TextItem): NearbyText {
  const { heightMeters, nearMeters, farMeters } = item.style
  return { item, position: toCartesian(item.place, heightMeters), nearMeters, farMeters }
}

function addName(labels: LabelCollection, { text, place, style }: TextItem): BoardName {
  return {
    // Hidden until the board has found room for it.
    label: labels.add({ ...labelOptions(text, place, style), show: false }),
    nearMeters: style.nearMeters,
    farMeters: style.farMeters,
    widthPixels: textWidthPixels(text, style.sizePixels),
    heightPixels: style.sizePixels * 1.25,
    offsetY: style.pixelOffsetY ?? 0,
    priority: style.priority,
  }
}
