import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AreaCollection } from '../../../server/contract/areas.ts'
import type { LabelList } from '../../../server/contract/places.ts'
import { getJson } from '../../api/http.ts'
import { useAreas } from '../../features/areas/area-queries.ts'
import { usePastHouseholdCounts } from '../../features/colouring/colouring-queries.ts'
import { paletteOf } from '../../features/colouring/palettes.ts'
import { type MapLayer, mapLayers } from '../../geo/map-layers.ts'
import type { CityScene } from '../../scene/city-scene-types.ts'
import { useSceneLayer } from '../../scene/react/use-scene-layer.ts'
import type { BuildingColours, SceneTheme, ViewInsets } from '../../scene/scene-types.ts'
import { useCityState } from '../../state/use-city-state.ts'
import { useThemeName } from '../theme/use-theme-name.ts'
import { useCommunities } from '../use-communities.ts'
import { useSceneHighlight } from './use-scene-highlight.ts'
import { useViewInsets } from './use-view-insets.ts'

/** Hands state and data to the scene, now and whenever they change. */
export function useSceneContents(scene: CityScene | undefined): void {
  useSceneLayer(scene, useViewInsets(), setInsets)
  useSceneLayer(scene, useThemeName(), setTheme)
  useSceneLayer(scene, useAreas('community').data, setCommunities)
  useSceneLayer(scene, useAreas('zone').data, setZones)
  useSceneLayer(scene, useAreas('grid').data, setGrids)
  useSceneLayer(scene, useMapLabels(), setLabels)
  useSceneLayer(
    scene,
    useCityState((state) => state.layers),
    setLayers,
  )
  useSceneLayer(scene, useColours(), setColours)
  useSceneLayer(
    scene,
    useCityState((state) => state.hiddenBuildings),
    setHidden,
  )
  useSceneLayer(scene, useSceneHighlight(), setHighlight)
}

type Apply<Value> = (scene: CityScene, value: Value) => void

const setInsets: Apply<ViewInsets> = (scene, insets) => scene.setInsets(insets)
const setTheme: Apply<SceneTheme> = (scene, theme) => scene.setTheme(theme)
const setCommunities: Apply<AreaCollection | undefined> = (scene, areas) => {
  if (areas) scene.setAreas('community', areas)
}
const setZones: Apply<AreaCollection | undefined> = (scene, areas) => {
  if (areas) scene.setAreas('zone', areas)
}
const setGrids: Apply<AreaCollection | undefined> = (scene, areas) => {
  if (areas) scene.setAreas('grid', areas)
}
const setLabels: Apply<LabelList | undefined> = (scene, labels) => {
  if (labels) scene.setLabels(labels.items)
}
const setLayers: Apply<ReadonlySet<MapLayer>> = (scene, visible) => {
  for (const layer of mapLayers) scene.setLayerVisible(layer, visible.has(layer))
}
const setColours: Apply<BuildingColours | undefined> = (scene, colours) => scene.setColours(colours)
const setHidden: Apply<ReadonlySet<number>> = (scene, ids) => scene.setHidden(ids)
const setHighlight: Apply<Parameters<CityScene['setHighlight']>[0]> = (scene, highlight) =>
  scene.setHighlight(highlight)

function useMapLabels(): LabelList | undefined {
  return useQuery({
    queryKey: ['labels'],
    queryFn: ({ signal }) => getJson<LabelList>('/api/v1/labels', {}, signal),
  }).data
}

function useColours(): BuildingColours | undefined {
  const colouring = useCityState((state) => state.colouring)
  const asOf = useCityState((state) => state.asOf)
  const communities = useCommunities()
  const householdCounts = usePastHouseholdCounts(colouring === 'households' ? asOf : undefined)
  return useMemo(() => {
    if (!colouring) return undefined
    const ids = communities.map(({ id }) => id)
    return { colouring, colourByKey: paletteOf(colouring, ids), householdCounts }
  }, [colouring, communities, householdCounts])
}
