import { PostProcessStage, PostProcessStageSampleMode, type Scene } from 'cesium'

const stages = new WeakMap<Scene, PostProcessStage>()

/**
 * The short form of FXAA (Timothy Lottes, 2009): looks at four corners of a pixel and blurs along
 * the edge that they show. Cesium's own stage is the long form, which searches for the ends of an
 * edge and costs several times as much in software rendering.
 */
const fragmentShader = /* glsl */ `
  uniform sampler2D colorTexture;
  in vec2 v_textureCoordinates;

  const float SMALLEST_CONTRAST = .04;
  const float SMALLEST_CONTRAST_SHARE = .125;
  const float LONGEST_BLUR_PIXELS = 8.;

  float lightOf(vec3 colour) {
    return dot(colour, vec3(.299, .587, .114));
  }
  float lightAt(vec2 place) {
    return lightOf(texture(colorTexture, place).rgb);
  }

  void main() {
    vec2 pixel = 1. / czm_viewport.zw;
    vec2 place = v_textureCoordinates;
    vec4 here = texture(colorTexture, place);
    float middle = lightOf(here.rgb);
    // Corners, not neighbours: the linear sampler gives the mean of four pixels for each.
    float northWest = lightAt(place + vec2(-.5, .5) * pixel);
    float northEast = lightAt(place + vec2(.5, .5) * pixel);
    float southWest = lightAt(place + vec2(-.5, -.5) * pixel);
    float southEast = lightAt(place + vec2(.5, -.5) * pixel);
    float darkest = min(middle, min(min(northWest, northEast), min(southWest, southEast)));
    float lightest = max(middle, max(max(northWest, northEast), max(southWest, southEast)));
    if (lightest - darkest < max(SMALLEST_CONTRAST, lightest * SMALLEST_CONTRAST_SHARE)) {
      out_FragColor = here;
      return;
    }
    vec2 along = vec2(southWest + southEast - northWest - northEast,
                      northWest + southWest - northEast - southEast);
    float mean = (northWest + northEast + southWest + southEast) * .25;
    along /= min(abs(along.x), abs(along.y)) + max(mean * .125, .0078);
    along = clamp(along, -LONGEST_BLUR_PIXELS, LONGEST_BLUR_PIXELS) * pixel;
    vec4 narrow = .5 * (texture(colorTexture, place - along / 6.)
                      + texture(colorTexture, place + along / 6.));
    vec4 wide = .5 * narrow + .25 * (texture(colorTexture, place - along * .5)
                                   + texture(colorTexture, place + along * .5));
    float light = lightOf(wide.rgb);
    // A blur that reached beyond the edge brings in colours that are not of it.
    out_FragColor = light < darkest || light > lightest ? narrow : wide;
  }
`

/** Smooths the stairs of edges in one pass over the finished picture, or stops doing so. */
export function setEdgeSmoothing(scene: Scene, isOn: boolean): void {
  const { postProcessStages } = scene
  const known = stages.get(scene)
  if (isOn === (known !== undefined)) return
  if (known) {
    // A stage that is only disabled would still cost a copy of the picture.
    postProcessStages.remove(known)
    stages.delete(scene)
  } else {
    const sampleMode = PostProcessStageSampleMode.LINEAR
    const stage = new PostProcessStage({ fragmentShader, sampleMode })
    postProcessStages.add(stage)
    stages.set(scene, stage)
  }
}
