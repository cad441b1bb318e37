import { type SceneQuality, sceneQualities } from '../scene/scene-types.ts'

/** `?quality=coarse`, `lean` or `rich`; otherwise the measured frame time decides. */
export function askedQuality(search: string): SceneQuality | undefined {
  const asked = new URLSearchParams(search).get('quality')
  return sceneQualities.find((quality) => quality === asked)
}

/** `?test`: the page hands its scene and stores to whoever drives it. */
export function isUnderTest(search: string): boolean {
  return new URLSearchParams(search).has('test')
}
