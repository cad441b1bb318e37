import { LabelCollection, type Scene } from 'cesium'
import type { Point } from '../../geo/ring.ts'
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
  destroy: () => void
}

/** New glyphs are drawn on the main thread: a few dozen labels a turn keep it free. */
const LABELS_PER_TURN = 30

/** A collection of labels that fills up in small turns; the board of the scene shows which fit. */
export function createLabelSet(scene: Scene): LabelSet {
  const labels = scene.primitives.add(new LabelCollection({ scene })) as LabelCollection
  const board = nameBoardOf(scene)
  let names: BoardName[] = []
  let turn: ReturnType<typeof setTimeout> | undefined
  const shownNames = () => (labels.show ? names : [])
  board.add(shownNames)

  const addFrom = (items: readonly TextItem[], start: number) => {
    names.push(...items.slice(start, start + LABELS_PER_TURN).map((item) => addName(labels, item)))
    board.refresh()
    const next = start + LABELS_PER_TURN
    turn = next < items.length ? setTimeout(() => addFrom(items, next), 30) : undefined
  }

  return {
    setItems: (items) => {
      clearTimeout(turn)
      labels.removeAll()
      names = []
      addFrom(items, 0)
    },
    setShown: (isShown) => {
      labels.show = isShown
      board.refresh()
    },
    destroy: () => {
      clearTimeout(turn)
      board.remove(shownNames)
      scene.primitives.remove(labels)
    },
  }
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
