import { Cartesian3, CustomShader, LightingModel, UniformType, VaryingType } from 'cesium'
import type { SceneTheme } from '../scene-types.ts'
import { buildingPalettes, colourNames, numberNames } from './building-palette.ts'
import { fragmentShaderText } from './fragment-shader.glsl.ts'
import { vertexShaderText } from './vertex-shader.glsl.ts'

/** Building numbers come modulo this in the tiles, where floats hold them exactly. */
const BUILDING_NUMBER_MODULUS = 2 ** 24
const NO_BUILDING = -1

/** What the shader can be told; nothing of it touches a style or a tile. */
export interface BuildingShader {
  readonly shader: CustomShader
  setTheme(theme: SceneTheme): void
  setSelected(id: number | undefined): void
  setHovered(id: number | undefined): void
  /** How far the buildings that are not selected step back, 0 to 1. */
  setDim(strength: number): void
}

/** Facades by shader: windows, floor lines, shop fronts, own light and haze. */
export function createBuildingShader(theme: SceneTheme): BuildingShader {
  const shader = new CustomShader({
    lightingModel: LightingModel.UNLIT,
    uniforms: {
      ...toUniforms(theme),
      u_selected: { type: UniformType.FLOAT, value: NO_BUILDING },
      u_hovered: { type: UniformType.FLOAT, value: NO_BUILDING },
      u_dim: { type: UniformType.FLOAT, value: 0 },
    },
    varyings: {
      // Bay and floor as running numbers, metres above the ground, height of the body.
      v_cell: VaryingType.VEC4,
      // Window within a floor (from, to) and within a bay (from, to).
      v_rule: VaryingType.VEC4,
      // Strength of windows and of floor lines, glass between bays, share of dark windows.
      v_paint: VaryingType.VEC4,
      // Own colour; share of roof colour over a style's colour.
      v_tone: VaryingType.VEC4,
      // Light on the surface; haze.
      v_light: VaryingType.VEC4,
      // Selected, hovered, random number 0 to 255, shop front.
      v_state: VaryingType.VEC4,
    },
    vertexShaderText,
    fragmentShaderText,
  })
  return {
    shader,
    setTheme(next) {
      for (const [name, { value }] of Object.entries(toUniforms(next))) {
        shader.setUniform(name, value)
      }
    },
    setSelected: (id) => shader.setUniform('u_selected', toNumber(id)),
    setHovered: (id) => shader.setUniform('u_hovered', toNumber(id)),
    setDim: (strength) => shader.setUniform('u_dim', strength),
  }
}

type Uniforms = Record<string, { type: UniformType; value: Cartesian3 | number }>

function toUniforms(theme: SceneTheme): Uniforms {
  const { colours, numbers } = buildingPalettes[theme]
  const uniforms: Uniforms = {}
  for (const name of colourNames) {
    uniforms[name] = { type: UniformType.VEC3, value: new Cartesian3(...colours[name]) }
  }
  for (const name of numberNames) {
    uniforms[name] = { type: UniformType.FLOAT, value: numbers[name] }
  }
  return uniforms
}

function toNumber(id: number | undefined): number {
  return id === undefined ? NO_BUILDING : id % BUILDING_NUMBER_MODULUS
}
