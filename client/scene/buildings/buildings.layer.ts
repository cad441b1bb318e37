import {
  Cesium3DTileColorBlendMode,
  Cesium3DTileFeature,
  Cesium3DTileset,
  RequestErrorEvent,
  Resource,
  type Scene,
} from 'cesium'
import { mayAskAgain } from '../ask-again.ts'
import type { BuildingColours, SceneTheme } from '../scene-types.ts'
import { createBuildingShader } from './building-shader.ts'
import { type BuildingLook, toBuildingStyle } from './building-style.ts'

const DIM_STRENGTH = 0.35

export interface BuildingsLayerOptions {
  readonly tilesetUrl: string
  readonly theme?: SceneTheme
}

/** The buildings of the city. Whatever is set stays set for tiles that load later. */
export interface BuildingsLayer {
  readonly tileset: Cesium3DTileset
  setShown(isShown: boolean): void
  setTheme(theme: SceneTheme): void
  /** Colours by attribute; undefined brings the colours by use of the palette back. */
  setColours(colours: BuildingColours | undefined): void
  setHidden(ids: ReadonlySet<number>): void
  /** Makes one building see-through. */
  setGhost(id: number | undefined): void
  setSelected(id: number | undefined): void
  setHover(id: number | undefined): void
  /** Makes all but the selected building step back. */
  setDimmed(isDimmed: boolean): void
  /** Id of the building in what `scene.pick` found. */
  buildingIdOf(picked: unknown): number | undefined
  destroy(): void
}

/**
 * Adds the building tiles to the scene.
 *
 * @throws RequestErrorEvent where the tile set cannot be loaded
 */
export async function createBuildingsLayer(
  scene: Scene,
  { tilesetUrl, theme = 'light' }: BuildingsLayerOptions,
): Promise<BuildingsLayer> {
  const shader = createBuildingShader(theme)
  const tileset = await loadTileset(tilesetUrl, shader.shader)
  scene.primitives.add(tileset)
  let look: BuildingLook = { colours: undefined, hiddenIds: new Set(), ghostId: undefined }

  const draw = <T extends unknown[]>(change: (...values: T) => void) => {
    return (...values: T) => {
      change(...values)
      scene.requestRender()
    }
  }
  const restyle = (change: Partial<BuildingLook>) => {
    look = { ...look, ...change }
    tileset.style = toBuildingStyle(look)
  }

  return {
    tileset,
    setShown: draw((isShown) => {
      tileset.show = isShown
    }),
    setTheme: draw(shader.setTheme),
    setColours: draw((colours) => restyle({ colours })),
    setHidden: draw((ids) => restyle({ hiddenIds: new Set(ids) })),
    setGhost: draw((ghostId) => restyle({ ghostId })),
    setSelected: draw(shader.setSelected),
    setHover: draw(shader.setHovered),
    setDimmed: draw((isDimmed) => shader.setDim(isDimmed ? DIM_STRENGTH : 0)),
    buildingIdOf: (picked) => toBuildingId(picked, tileset),
    destroy: draw(() => {
      scene.primitives.remove(tileset)
    }),
  }
}

/** An address whose tiles are asked for again while the server cannot be reached. */
function askingAgain(url: string): Resource {
  const attempts = new WeakMap<Resource, number>()
  return new Resource({
    url,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryCallback: async (resource, error) => {
      if (!resource || !(error instanceof RequestErrorEvent)) return false
      const attempt = attempts.get(resource) ?? 0
      attempts.set(resource, attempt + 1)
      // Cesium would take a second question that has to wait in its queue for an empty answer.
      Object.assign(resource.request, { throttle: false, throttleByServer: false })
      return mayAskAgain(error.statusCode, attempt)
    },
  })
}

async function loadTileset(
  url: string,
  customShader: Cesium3DTileset['customShader'],
): Promise<Cesium3DTileset> {
  const tileset = await Cesium3DTileset.fromUrl(askingAgain(url), {
    ...(customShader ? { customShader } : {}),
    maximumScreenSpaceError: 16,
    preloadWhenHidden: false,
  })
  // Replaced colours reach the shader as base colours, so windows and light stay on them.
  tileset.colorBlendMode = Cesium3DTileColorBlendMode.REPLACE
  tileset.environmentMapManager.enabled = false
  return tileset
}

function toBuildingId(picked: unknown, tileset: Cesium3DTileset): number | undefined {
  if (!(picked instanceof Cesium3DTileFeature) || picked.tileset !== tileset) return undefined
  const id: unknown = picked.getProperty('id')
  return typeof id === 'number' ? id : undefined
}
