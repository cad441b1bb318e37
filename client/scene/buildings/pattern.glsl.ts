/**
 * Periodic stripes averaged over the width of a pixel, so that windows far away melt into their
 * mean instead of flickering: the integral of a pulse train, differenced over the pixel.
 */
export const patternGlsl = /* glsl */ `
  float stripeIntegral(float x, float from, float to) {
    return floor(x) * (to - from) + clamp(fract(x) - from, 0., to - from);
  }
  // Share of the pixel of this width around x that lies between from and to of a period of 1.
  float stripe(float x, float from, float to, float pixel) {
    float w = max(pixel, 1e-4);
    return (stripeIntegral(x + .5 * w, from, to) - stripeIntegral(x - .5 * w, from, to)) / w;
  }
`

/** Numbers from 0 up to 1 out of whole numbers. */
export const hashGlsl = /* glsl */ `
  float hashOf(vec2 cell) {
    vec3 p = fract(cell.xyx * vec3(.1031, .1030, .0973));
    p += dot(p, p.yzx + 33.33);
    return fract((p.x + p.y) * p.z);
  }
`
