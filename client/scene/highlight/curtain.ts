import { GeometryInstance, Material, MaterialAppearance, Primitive, WallGeometry } from 'cesium'
import type { Point } from '../../geo/ring.ts'
import { cssColour, toCartesians } from '../cesium-places.ts'

const HEIGHT_METERS = 70
const FOOT_METERS = 0.5

/** Strong at the foot, fading upwards, a thin line at the top: buildings stay visible behind. */
const materialSource = `
czm_material czm_getMaterial(czm_materialInput input_) {
  czm_material material = czm_getDefaultMaterial(input_);
  float share = input_.st.t;
  float topLine = smoothstep(.985, .995, share) * .55;
  material.diffuse = color.rgb;
  material.emission = color.rgb * .15;
  material.alpha = .62 * pow(1. - share, 1.7) + topLine;
  return material;
}`

/** A see-through wall along a closed ring of degrees. */
export function curtain(ring: readonly Point[], colour: string): Primitive {
  const positions = toCartesians(ring, 0)
  return new Primitive({
    asynchronous: false,
    allowPicking: false,
    geometryInstances: new GeometryInstance({
      geometry: new WallGeometry({
        positions,
        maximumHeights: positions.map(() => HEIGHT_METERS),
        minimumHeights: positions.map(() => FOOT_METERS),
        vertexFormat: MaterialAppearance.MaterialSupport.TEXTURED.vertexFormat,
      }),
    }),
    appearance: new MaterialAppearance({
      material: new Material({
        fabric: { uniforms: { color: cssColour(colour) }, source: materialSource },
        translucent: true,
      }),
      flat: true,
      faceForward: false,
      closed: false,
      translucent: true,
      renderState: { cull: { enabled: false }, depthMask: false, depthTest: { enabled: true } },
    }),
  })
}
