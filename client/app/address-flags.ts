import type { SceneQuality } from '../scene/scene-types.ts'

/** `?quality=lean` or `rich`; otherwise the measured frame time decides. */
export function askedQuality(search: string): SceneQuality | undefined {
  const asked = new URLSearchParams(search).get('quality')
  return asked === 'lean' || asked === 'rich' ? asked : undefined
}

/** `?test`: the page hands its scene and stores to whoever drives it. */
export function isUnderTest(search: string): boolean {
  return new URLSearchParams(search).has('test')
}
