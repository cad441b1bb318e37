import { LabelCollection, type Scene } from 'cesium'
import type { Point } from '../../geo/ring.ts'
import { labelOptions, type TextStyle } from './text-style.ts'

export interface TextItem {
  readonly text: string
  readonly place: Point
  readonly style: TextStyle
}

export interface LabelSet {
  setItems: (items: readonly TextItem[]) => void
  setShown: (isShown: boolean) => void
  destroy: () => void
}

/** New glyphs are drawn on the main thread: a few dozen labels a turn keep it free. */
const LABELS_PER_TURN = 30

/** A collection of labels that fills up in small turns. */
export function createLabelSet(scene: Scene): LabelSet {
  const labels = scene.primitives.add(new LabelCollection({ scene })) as LabelCollection
  let turn: ReturnType<typeof setTimeout> | undefined

  const addFrom = (items: readonly TextItem[], start: number) => {
    for (const { text, place, style } of items.slice(start, start + LABELS_PER_TURN)) {
      labels.add(labelOptions(text, place, style))
    }
    scene.requestRender()
    const next = start + LABELS_PER_TURN
    turn = next < items.length ? setTimeout(() => addFrom(items, next), 30) : undefined
  }

  return {
    setItems: (items) => {
      clearTimeout(turn)
      labels.removeAll()
      addFrom(items, 0)
    },
    setShown: (isShown) => {
      labels.show = isShown
      scene.requestRender()
    },
    destroy: () => {
      clearTimeout(turn)
      scene.primitives.remove(labels)
    },
  }
}
