import { type Primitive, PrimitiveCollection, type Scene } from 'cesium'
import type { AreaCollection, AreaFeature } from '../../../server/contract/areas.ts'
import { type AreaLevel, areaLevels } from '../../../server/contract/vocabulary.ts'
import { polygonsOf } from '../../geo/area-index.ts'
import { innerPoint } from '../../geo/inner-point.ts'
import { linesByRank } from '../../geo/shared-edges.ts'
import { createLabelSet } from '../labels/label-set.ts'
import { scenePalettes } from '../scene-palette.ts'
import type { SceneTheme } from '../scene-types.ts'
import { boundaryFills, boundaryLines } from './boundary-primitives.ts'
import { areaTextStyle } from './boundary-style.ts'

export interface BoundariesLayer {
  setAreas: (level: AreaLevel, areas: AreaCollection) => void
  setLevelShown: (level: AreaLevel, isShown: boolean) => void
  setLabelsShown: (isShown: boolean) => void
  setTheme: (theme: SceneTheme) => void
  areaOf: (level: AreaLevel, id: number) => AreaFeature | undefined
  /** Whether the lines are drawn and all names that are near are there. */
  isComplete: () => boolean
  destroy: () => void
}

/** Boundaries of all ranks as flat lines, a light fill by community, and their names. */
export function createBoundariesLayer(scene: Scene, initialTheme: SceneTheme): BoundariesLayer {
  const primitives = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection
  const labels = {
    community: createLabelSet(scene),
    zone: createLabelSet(scene),
    grid: createLabelSet(scene),
  }
  const areas = new Map<AreaLevel, readonly AreaFeature[]>()
  const shown = new Set<AreaLevel>(areaLevels)
  let theme = initialTheme
  let areLabelsShown = true
  let rebuild: ReturnType<typeof setTimeout> | undefined

  const drawLines = () => {
    rebuild = undefined
    primitives.removeAll()
    const levels = areaLevels.filter((level) => shown.has(level) && areas.has(level))
    const look = { palette: scenePalettes[theme], windowPixels: scene.canvas.clientWidth }
    const communities = areas.get('community') ?? []
    if (shown.has('community') && communities.length > 0) {
      primitives.add(fillsOf(communities, theme))
    }
    const lines = linesByRank(levels.map((level) => (areas.get(level) ?? []).flatMap(ringsOf)))
    levels.forEach((level, rank) => {
      const ofRank = lines[rank] ?? []
      if (ofRank.length > 0) primitives.add(boundaryLines(level, ofRank, look))
    })
    scene.requestRender()
  }
  // The three levels arrive one after another; shared edges depend on all of them.
  const drawSoon = () => {
    clearTimeout(rebuild)
    rebuild = setTimeout(drawLines, 50)
  }
  const drawLabels = (level: AreaLevel) => {
    const style = areaTextStyle(level, scenePalettes[theme])
    const items = (areas.get(level) ?? []).map((area) => ({
      text: area.properties.name,
      place: innerPoint(polygonsOf(area)),
      style,
    }))
    labels[level].setItems(items)
    labels[level].setShown(areLabelsShown && shown.has(level))
  }

  return {
    setAreas: (level, collection) => {
      areas.set(level, collection.features)
      drawSoon()
      drawLabels(level)
    },
    setLevelShown: (level, isShown) => {
      if (shown.has(level) === isShown) return
      if (isShown) shown.add(level)
      else shown.delete(level)
      drawSoon()
      labels[level].setShown(areLabelsShown && isShown)
    },
    setLabelsShown: (isShown) => {
      areLabelsShown = isShown
      for (const level of areaLevels) labels[level].setShown(isShown && shown.has(level))
    },
    setTheme: (next) => {
      theme = next
      drawSoon()
      for (const level of areaLevels) drawLabels(level)
    },
    isComplete: () =>
      rebuild === undefined &&
      areDrawn(primitives) &&
      areaLevels.every((level) => labels[level].isComplete()),
    areaOf: (level, id) => areas.get(level)?.find((area) => area.id === id),
    destroy: () => {
      clearTimeout(rebuild)
      for (const level of areaLevels) labels[level].destroy()
      scene.primitives.remove(primitives)
    },
  }
}

/** Cesium makes the triangles of a primitive in a worker, over several frames. */
function areDrawn(primitives: PrimitiveCollection): boolean {
  const all = Array.from({ length: primitives.length }, (_, at) => primitives.get(at) as Primitive)
  return all.every(({ ready }) => ready)
}

const ringsOf = (area: AreaFeature) => polygonsOf(area).flat()

function fillsOf(communities: readonly AreaFeature[], theme: SceneTheme): Primitive {
  const { communityFills, fillAlpha } = scenePalettes[theme]
  const filled = communities.map((area, place) => ({
    polygons: polygonsOf(area),
    colour: communityFills[place % communityFills.length] ?? '#FFFFFF',
  }))
  return boundaryFills(filled, fillAlpha)
}
