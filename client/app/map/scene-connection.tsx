import { useEffect, useState } from 'react'
import { useCesium } from 'resium'
import { useAreas } from '../../features/areas/area-queries.ts'
import { useOverview } from '../../features/overview/overview-queries.ts'
import type { Box } from '../../geo/ring.ts'
import type { CityScene, CitySceneOptions } from '../../scene/city-scene-types.ts'
import { useCityScene } from '../../scene/react/use-city-scene.ts'
import { useCityStore } from '../../state/use-city-state.ts'
import { askedQuality } from '../address-flags.ts'
import { useThemeName } from '../theme/use-theme-name.ts'
import { useNavigation } from '../use-navigation.ts'
import { useMapState } from './use-map-state.ts'
import { usePickedSelection } from './use-picked-selection.ts'
import { useSceneContents } from './use-scene-contents.ts'
import { useViewInsets } from './use-view-insets.ts'

/** A frame of at most so many milliseconds leaves room for trees and multisampling. */
const richFrameMilliseconds = 9
/** Above this average while loading, the machine is not asked for a measured frame at all. */
const hopelessFrameMilliseconds = 45

/** Joins scene and state: what is chosen is drawn, what is clicked is chosen. */
export function SceneConnection({ cityBounds }: { cityBounds: Box }) {
  const { viewer } = useCesium()
  const store = useCityStore()
  const theme = useThemeName()
  const insets = useViewInsets()
  const { mapVersion, reach } = useOverview().data ?? {}
  const options: CitySceneOptions = {
    cityBounds,
    homeBounds: reach ?? undefined,
    theme,
    quality: askedQuality(window.location.search) ?? 'lean',
    view: store.getState().camera,
    insets,
    // An address of this version is kept by the browser and not asked for again.
    ...(mapVersion ? { tilesUrl: `/tiles/${mapVersion}` } : {}),
  }
  const scene = useCityScene(viewer, options)
  useSceneContents(scene)
  usePickedSelection(scene)
  usePublishedScene(scene)
  useFirstFlight(scene)

  useEffect(
    () => scene?.onCameraSettled((view) => store.getState().setCamera(view)),
    [scene, store],
  )
  const setStage = useMapState((state) => state.setStage)
  useEffect(
    () => viewer?.scene.renderError.addEventListener(() => setStage('failed')),
    [viewer, setStage],
  )
  return null
}

/** An address that names a thing but no camera shows the thing. */
function useFirstFlight(scene: CityScene | undefined): void {
  const store = useCityStore()
  const { fly } = useNavigation()
  const hasPublished = useMapState((state) => state.scene !== undefined)
  const [hadCamera] = useState(() => store.getState().camera !== undefined)
  const areGridsLoaded = useAreas('grid').isSuccess
  useEffect(() => {
    const { selection } = store.getState()
    if (scene && hasPublished && areGridsLoaded && selection && !hadCamera) fly(selection)
  }, [scene, hasPublished, areGridsLoaded, hadCamera, store, fly])
}

/** Tells the rest of the application about the scene and how far it is. */
function usePublishedScene(scene: CityScene | undefined): void {
  const setStage = useMapState((state) => state.setStage)
  const setScene = useMapState((state) => state.setScene)
  useEffect(() => {
    setStage(scene ? 'drawing' : 'loading-city')
    setScene(scene)
    if (!scene) return undefined
    let isGone = false
    const start = performance.now()
    const finish = (frames?: number) => {
      if (isGone) return
      setStage('ready')
      if (frames) enrich(scene, (performance.now() - start) / frames)
    }
    // A scene that does not come to rest is still a scene.
    scene.settled().then(finish, () => finish())
    return () => {
      isGone = true
      setScene(undefined)
    }
  }, [scene, setStage, setScene])
}

/** Strong machines get trees and smooth edges, unless the address says otherwise. */
function enrich(scene: CityScene, averageFrameMilliseconds: number): void {
  if (askedQuality(window.location.search)) return
  if (averageFrameMilliseconds > hopelessFrameMilliseconds) return
  if (scene.measureFrame() <= richFrameMilliseconds) scene.setQuality('rich')
}
