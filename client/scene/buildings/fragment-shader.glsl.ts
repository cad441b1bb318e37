import { hashGlsl, patternGlsl } from './pattern.glsl.ts'

/**
 * Draws windows, floor lines and shop fronts on the colours that the vertex stage chose, and over
 * a style's colour just the same. Works in display colours, so that tints look as they are written
 * in the palette.
 */
export const fragmentShaderText = /* glsl */ `
  ${patternGlsl}
  ${hashGlsl}

  const float SHOP_WINDOW_TOP_METERS = 3.1;
  const float SHOP_SIGN_TOP_METERS = 4.25;
  // Bays and floors within a pixel from which on their pattern is not computed.
  const float MELTED = 1.5;
  const vec3 LUMINANCE = vec3(.3, .59, .11);

  // An unstyled feature is white; a style never uses pure white.
  bool isStyled(vec3 diffuse) {
    return any(lessThan(diffuse, vec3(.995)));
  }

  void drawShopFront(inout vec3 colour, inout vec3 glow, vec2 pixel, float seed) {
    float bay = v_cell.x * .6667;
    float up = v_cell.z;
    float rise = fwidth(up);
    float inBay = stripe(bay, .06, .94, pixel.x * .6667);
    float inWindow = 1. - smoothstep(SHOP_WINDOW_TOP_METERS - rise, SHOP_WINDOW_TOP_METERS + rise, up);
    float inSign = (1. - inWindow)
      * (1. - smoothstep(SHOP_SIGN_TOP_METERS - rise, SHOP_SIGN_TOP_METERS + rise, up));
    float choice = hashOf(vec2(floor(bay), seed));
    vec3 sign = choice < .33 ? u_signA : choice < .66 ? u_signB : u_signC;
    // Signs too small to be told apart fade to their mean.
    float far = smoothstep(.12, .6, pixel.x);
    sign = mix(sign, mix(u_signA, u_signB, .5), far);
    colour = mix(colour, u_shopWindow, inWindow * inBay * .85);
    colour = mix(colour, sign, inSign * mix(inBay * .8, .7, far));
    glow += u_night * vec3(1., .78, .48) * (inWindow * .75 + inSign * .5) * inBay;
  }

  // Far away a pixel holds several windows: their mean is all that is left of the pattern.
  void drawMeltedWindows(inout vec3 colour, inout vec3 glow, float isBody) {
    float row = v_rule.y - v_rule.x;
    float glass = row * mix(v_paint.z, 1., v_rule.w - v_rule.z) * v_paint.x * isBody;
    colour *= 1. - .007 * v_paint.y * isBody;
    colour = mix(colour, u_glass * .99, glass);
    glow += u_night * vec3(.99, .81, .53) * (1. - v_paint.w) * glass * 1.1;
  }

  void drawWindows(inout vec3 colour, inout vec3 glow, vec2 pixel, float seed) {
    float isBody = v_cell.z < v_cell.w ? 1. : 0.;
    if (min(pixel.x, pixel.y) > MELTED) {
      drawMeltedWindows(colour, glow, isBody);
      return;
    }
    float row = stripe(v_cell.y, v_rule.x, v_rule.y, pixel.y);
    float column = stripe(v_cell.x, v_rule.z, v_rule.w, pixel.x);
    float glass = row * mix(v_paint.z, 1., column) * v_paint.x * isBody;
    float line = stripe(v_cell.y + .03, 0., .07, pixel.y) * v_paint.y * isBody;
    float variety = hashOf(vec2(floor(v_cell.y) * 13. + floor(v_cell.x), seed));
    colour *= 1. - .1 * line;
    colour = mix(colour, u_glass * (.92 + .14 * variety), glass);
    float far = smoothstep(.35, 1.1, max(pixel.x, pixel.y));
    float isLit = mix(step(v_paint.w, variety), 1. - v_paint.w, far);
    glow += u_night * mix(vec3(1., .80, .50), vec3(.82, .92, 1.), step(.94, variety)) * isLit * glass * 1.1;
  }

  // The chosen building and the one under the pointer glow, the others step back.
  void setApart(inout vec3 colour, float isSelected, float isHovered) {
    float luminance = dot(colour, LUMINANCE);
    colour = mix(colour, mix(vec3(luminance), u_haze, .45), u_dim * (1. - max(isSelected, isHovered)));
    vec3 tint = u_accent * (.66 + .5 * dot(v_light.rgb, vec3(.333)));
    colour = mix(colour, tint * mix(.82, 1.12, luminance), isSelected * .56);
    colour = mix(colour, colour * .55 + u_accent * .62, isHovered * .55);
  }

  // To the power of 2.2, within half a percent, without the price of pow in software rendering.
  vec3 toLinear(vec3 colour) {
    return colour * colour * (.158 + .842 * sqrt(sqrt(colour)));
  }

  void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
    vec2 pixel = fwidth(v_cell.xy);
    vec3 colour = isStyled(material.diffuse)
      ? mix(material.diffuse, u_roof, v_tone.w)
      : v_tone.rgb;
    vec3 glow = vec3(0.);
    float seed = floor(v_state.z + .5);
    drawWindows(colour, glow, pixel, seed);
    if (v_state.w > .5 && v_cell.z < 5.) drawShopFront(colour, glow, pixel, seed);

    // Shade at the foot, and a brighter parapet.
    float rise = min(v_cell.z / clamp(v_cell.w * .55, 6., 22.), 1.);
    colour *= mix(u_footShade, 1., rise * (2. - rise));
    colour *= v_cell.z > v_cell.w ? 1.05 : 1.;
    colour *= v_light.rgb;

    float isSelected = v_state.x;
    float isHovered = v_state.y;
    if (u_dim + isSelected + isHovered > 0.) setApart(colour, isSelected, isHovered);
    colour += glow * (1. - isSelected);
    colour = mix(colour, u_haze, v_light.a);
    // Cesium turns linear into display colours after this.
    material.diffuse = toLinear(clamp(colour, 0., 1.));
  }
`
